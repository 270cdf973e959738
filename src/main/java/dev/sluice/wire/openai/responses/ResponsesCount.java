package dev.sluice.wire.openai.responses;

import dev.sluice.model.Usage;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.json.JsonSkim;
import org.jspecify.annotations.Nullable;

/** Usage by the dialect's convention: input and output include their parts. */
public final class ResponsesCount {
  private static final JsonKey INPUT = JsonKey.of("input_tokens");
  private static final JsonKey OUTPUT = JsonKey.of("output_tokens");
  private static final JsonKey INPUT_DETAILS = JsonKey.of("input_tokens_details");
  private static final JsonKey OUTPUT_DETAILS = JsonKey.of("output_tokens_details");
  private static final JsonKey CACHED = JsonKey.of("cached_tokens");
  private static final JsonKey WRITTEN = JsonKey.of("cache_write_tokens");
  private static final JsonKey REASONING = JsonKey.of("reasoning_tokens");

  private final JsonCursor cursor;
  private boolean told;
  private long input;
  private long output;
  private long cached;
  private long written;
  private long reasoning;

  private ResponsesCount(JsonCursor cursor) {
    this.cursor = cursor;
  }

  /**
   * The counts of the object in a range of valid JSON, null when it is none or counts nothing.
   * Counts that are negative or no integers are taken for zero.
   */
  public static @Nullable Usage read(byte[] in, int from, int to) {
    JsonCursor cursor = new JsonCursor();
    cursor.reset(in, from, to);
    return new ResponsesCount(cursor).read();
  }

  private @Nullable Usage read() {
    if (cursor.peek() != '{') {
      return null;
    }
    cursor.enter();
    while (cursor.member()) {
      if (cursor.on(INPUT)) {
        input = tokens();
        told = true;
      } else if (cursor.on(OUTPUT)) {
        output = tokens();
        told = true;
      } else if ((cursor.on(INPUT_DETAILS) || cursor.on(OUTPUT_DETAILS)) && cursor.peek() == '{') {
        details();
      } else {
        cursor.skip();
      }
    }
    long read = Math.min(cached, input);
    return told
        ? new Usage(
            input, read, Math.min(written, input - read), output, Math.min(reasoning, output))
        : null;
  }

  private void details() {
    cursor.enter();
    while (cursor.member()) {
      if (cursor.on(CACHED)) {
        cached = tokens();
      } else if (cursor.on(WRITTEN)) {
        written = tokens();
      } else if (cursor.on(REASONING)) {
        reasoning = tokens();
      } else {
        cursor.skip();
      }
    }
  }

  private long tokens() {
    long number = cursor.integer();
    return number == JsonSkim.NOT_INTEGER || number < 0 ? 0 : number;
  }

  /** Writes the value. */
  public static void write(JsonOut out, Usage usage) {
    out.object().member("input_tokens", usage.inputTotal());
    out.key("input_tokens_details").object().member("cached_tokens", usage.cacheRead());
    if (usage.cacheWrite() > 0) {
      out.member("cache_write_tokens", usage.cacheWrite());
    }
    out.endObject().member("output_tokens", usage.outputTotal());
    out.key("output_tokens_details").object().member("reasoning_tokens", usage.reasoning());
    out.endObject().member("total_tokens", usage.inputTotal() + usage.outputTotal()).endObject();
  }
}
