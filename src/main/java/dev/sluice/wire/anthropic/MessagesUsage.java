package dev.sluice.wire.anthropic;

import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;
import org.jspecify.annotations.Nullable;

/**
 * Usage by the dialect's convention: input tokens leave out those read from and written to the
 * cache. What is told later takes the place of what was told before, count by count.
 */
final class MessagesUsage {
  private static final JsonKey INPUT = JsonKey.of("input_tokens");
  private static final JsonKey OUTPUT = JsonKey.of("output_tokens");
  private static final JsonKey READ = JsonKey.of("cache_read_input_tokens");
  private static final JsonKey WRITTEN = JsonKey.of("cache_creation_input_tokens");
  private static final JsonKey DETAILS = JsonKey.of("output_tokens_details");
  private static final JsonKey TIER = JsonKey.of("service_tier");
  private static final JsonKey THINKING = JsonKey.of("thinking_tokens");

  private long input;
  private long output;
  private long read;
  private long written;
  private long thinking;
  private boolean told;
  private @Nullable String tier;

  /** Reads the object that the reader is on. */
  void read(FieldReader in) {
    if (!in.isObject()) {
      in.skip();
      return;
    }
    told |= in.object("usage");
    while (in.member()) {
      if (in.on(INPUT)) {
        input = count(in, input);
      } else if (in.on(OUTPUT)) {
        output = count(in, output);
      } else if (in.on(READ)) {
        read = count(in, read);
      } else if (in.on(WRITTEN)) {
        written = count(in, written);
      } else if (in.on(DETAILS) && in.isObject()) {
        details(in);
      } else if (in.on(TIER) && in.isText()) {
        tier = in.text("usage.service_tier");
      } else {
        in.skip();
      }
    }
  }

  private void details(FieldReader in) {
    if (in.object("usage")) {
      while (in.member()) {
        if (in.on(THINKING)) {
          thinking = count(in, thinking);
        } else {
          in.skip();
        }
      }
    }
  }

  private static long count(FieldReader in, long otherwise) {
    return in.skipNull() ? otherwise : in.count();
  }

  /** Whether anything was told. */
  boolean told() {
    return told;
  }

  /** The tier that served, null when it was not told. */
  @Nullable String tier() {
    return tier;
  }

  /** What was told so far. */
  Usage usage() {
    return new Usage(input + read + written, read, written, output, Math.min(thinking, output));
  }

  /** Writes the value. */
  static void write(JsonOut out, Usage usage) {
    out.object()
        .member("input_tokens", usage.inputTotal() - usage.cacheRead() - usage.cacheWrite())
        .member("cache_creation_input_tokens", usage.cacheWrite())
        .member("cache_read_input_tokens", usage.cacheRead())
        .member("output_tokens", usage.outputTotal());
    if (usage.reasoning() > 0) {
      out.key("output_tokens_details")
          .object()
          .member("thinking_tokens", usage.reasoning())
          .endObject();
    }
    out.endObject();
  }
}
