package dev.sluice.wire.gemini;

import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;

/**
 * Usage by the dialect's convention: the prompt includes what was read from a cache, the answer
 * leaves out its thoughts. Counts are totals so far, so that what is told later takes the place of
 * what was told before, count by count. Where the total is more than its parts, the answer made the
 * rest.
 */
public final class GeminiUsage {
  private static final JsonKey PROMPT = JsonKey.of("promptTokenCount");
  private static final JsonKey CACHED = JsonKey.of("cachedContentTokenCount");
  private static final JsonKey ANSWER = JsonKey.of("candidatesTokenCount");
  private static final JsonKey THOUGHTS = JsonKey.of("thoughtsTokenCount");
  private static final JsonKey TOOLS = JsonKey.of("toolUsePromptTokenCount");
  private static final JsonKey TOTAL = JsonKey.of("totalTokenCount");

  private long prompt;
  private long cached;
  private long answer;
  private long thoughts;
  private long tools;
  private long total;
  private boolean told;

  /** Reads the object that the reader is on; anything else is left out. */
  public void read(FieldReader in) {
    if (!in.isObject()) {
      in.skip();
    } else if (in.object("usageMetadata")) {
      while (in.member()) {
        count(in);
      }
    }
  }

  private void count(FieldReader in) {
    if (in.on(PROMPT)) {
      prompt = counted(in);
    } else if (in.on(ANSWER)) {
      answer = counted(in);
    } else if (in.on(TOTAL)) {
      total = counted(in);
    } else if (in.on(THOUGHTS)) {
      thoughts = counted(in);
    } else if (in.on(CACHED)) {
      cached = counted(in);
    } else if (in.on(TOOLS)) {
      tools = counted(in);
    } else {
      in.skip();
    }
  }

  private long counted(FieldReader in) {
    told = true;
    return in.count();
  }

  /** Whether anything was told. */
  public boolean told() {
    return told;
  }

  /** What was told so far. */
  public Usage usage() {
    long input = prompt + tools;
    long output = Math.max(answer + thoughts, total - input);
    return new Usage(input, Math.min(cached, input), 0, output, thoughts);
  }

  /** Writes the value. */
  static void write(JsonOut out, Usage usage) {
    out.object().member("promptTokenCount", usage.inputTotal());
    if (usage.cacheRead() > 0) {
      out.member("cachedContentTokenCount", usage.cacheRead());
    }
    out.member("candidatesTokenCount", usage.outputTotal() - usage.reasoning());
    if (usage.reasoning() > 0) {
      out.member("thoughtsTokenCount", usage.reasoning());
    }
    out.member("totalTokenCount", usage.inputTotal() + usage.outputTotal()).endObject();
  }
}
