package dev.sluice.wire.bedrock;

import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;

/**
 * Usage by the dialect's convention: input tokens leave out those read from and written to the
 * cache, and thoughts are not told apart.
 */
final class ConverseUsage {
  private static final JsonKey INPUT = JsonKey.of("inputTokens");
  private static final JsonKey OUTPUT = JsonKey.of("outputTokens");
  private static final JsonKey READ = JsonKey.of("cacheReadInputTokens");
  private static final JsonKey WRITTEN = JsonKey.of("cacheWriteInputTokens");

  private long input;
  private long output;
  private long read;
  private long written;
  private boolean told;

  /** Reads the object that the reader is on. */
  void read(FieldReader in) {
    if (!in.object("usage")) {
      return;
    }
    told = true;
    while (in.member()) {
      if (in.on(INPUT)) {
        input = in.count();
      } else if (in.on(OUTPUT)) {
        output = in.count();
      } else if (in.on(READ)) {
        read = in.count();
      } else if (in.on(WRITTEN)) {
        written = in.count();
      } else {
        in.skip();
      }
    }
  }

  /** Whether anything was told. */
  boolean told() {
    return told;
  }

  /** What was told. */
  Usage usage() {
    return new Usage(input + read + written, read, written, output, 0);
  }
}
