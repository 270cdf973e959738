package dev.sluice.wire.openai;

import dev.sluice.model.Usage;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonSkim;
import org.jspecify.annotations.Nullable;

/**
 * Reads a usage object of any provider of the dialect into canonical counts.
 *
 * <p>Tokens of prompt and completion are called those of input and output by the younger endpoints.
 * Prompt tokens are taken to include cached ones. Completion tokens are taken to include reasoning,
 * unless the total says that it stands beside them, as xAI counts.
 */
public final class UsageScan {
  private static final JsonKey PROMPT = JsonKey.of("prompt_tokens");
  private static final JsonKey COMPLETION = JsonKey.of("completion_tokens");
  private static final JsonKey INPUT = JsonKey.of("input_tokens");
  private static final JsonKey OUTPUT = JsonKey.of("output_tokens");
  private static final JsonKey TOTAL = JsonKey.of("total_tokens");
  private static final JsonKey PROMPT_DETAILS = JsonKey.of("prompt_tokens_details");
  private static final JsonKey COMPLETION_DETAILS = JsonKey.of("completion_tokens_details");
  private static final JsonKey INPUT_DETAILS = JsonKey.of("input_tokens_details");
  private static final JsonKey INPUT_TOKEN_DETAILS = JsonKey.of("input_token_details");
  private static final JsonKey CACHED = JsonKey.of("cached_tokens");
  private static final JsonKey CACHE_WRITE = JsonKey.of("cache_write_tokens");
  private static final JsonKey CACHE_HIT = JsonKey.of("prompt_cache_hit_tokens");
  private static final JsonKey REASONING = JsonKey.of("reasoning_tokens");

  private final JsonCursor cursor = new JsonCursor();
  private boolean counted;
  private long prompt;
  private long completion;
  private long total;
  private long cached;
  private long cacheHit;
  private long cacheWrite;
  private long reasoning;

  /**
   * The counts in a valid JSON value, null when it is no object or has neither prompt nor
   * completion tokens. Counts that are negative or no integers are taken for zero.
   */
  public @Nullable Usage read(byte[] in, int from, int to) {
    cursor.reset(in, from, to);
    if (cursor.peek() != '{') {
      return null;
    }
    counted = false;
    prompt = 0;
    completion = 0;
    total = 0;
    cached = 0;
    cacheHit = 0;
    cacheWrite = 0;
    reasoning = 0;
    cursor.enter();
    while (cursor.member()) {
      count();
    }
    return counted ? canonical() : null;
  }

  private void count() {
    if (cursor.on(PROMPT) || cursor.on(INPUT)) {
      prompt = tokens();
      counted = true;
    } else if (cursor.on(COMPLETION) || cursor.on(OUTPUT)) {
      completion = tokens();
      counted = true;
    } else if (cursor.on(TOTAL)) {
      total = tokens();
    } else if (cursor.on(CACHE_HIT)) {
      cacheHit = tokens();
    } else if (detailed() && cursor.peek() == '{') {
      details();
    } else {
      cursor.skip();
    }
  }

  private boolean detailed() {
    return cursor.on(PROMPT_DETAILS)
        || cursor.on(COMPLETION_DETAILS)
        || cursor.on(INPUT_DETAILS)
        || cursor.on(INPUT_TOKEN_DETAILS);
  }

  private void details() {
    cursor.enter();
    while (cursor.member()) {
      if (cursor.on(CACHED)) {
        cached = tokens();
      } else if (cursor.on(CACHE_WRITE)) {
        cacheWrite = tokens();
      } else if (cursor.on(REASONING)) {
        reasoning = tokens();
      } else {
        cursor.skip();
      }
    }
  }

  private long tokens() {
    long value = cursor.integer();
    return value == JsonSkim.NOT_INTEGER || value < 0 ? 0 : value;
  }

  private Usage canonical() {
    long told = total - prompt;
    long output = reasoning > 0 && told > completion ? told : completion;
    long read = Math.min(Math.max(cached, cacheHit), prompt);
    return new Usage(
        prompt, read, Math.min(cacheWrite, prompt - read), output, Math.min(reasoning, output));
  }
}
