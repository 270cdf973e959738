package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import java.util.BitSet;

/** What has to be known of a response that passes: whether it is one, and what it tells. Reused. */
final class GeminiGlance {
  private static final JsonKey CANDIDATES = JsonKey.of("candidates");
  private static final JsonKey USAGE = JsonKey.of("usageMetadata");
  private static final JsonKey VERSION = JsonKey.of("modelVersion");
  private static final JsonKey FEEDBACK = JsonKey.of("promptFeedback");
  private static final JsonKey BLOCK = JsonKey.of("blockReason");
  private static final JsonKey ERROR = JsonKey.of("error");
  private static final JsonKey INDEX = JsonKey.of("index");
  private static final JsonKey FINISH = JsonKey.of("finishReason");
  private static final int MOST = 128;

  private final FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
  private final GeminiUsage usage = new GeminiUsage();
  private final BitSet open = new BitSet();
  private boolean answered;
  private boolean blocked;
  private boolean failed;
  private int modelFrom;
  private int modelTo;

  /** Reads a response. Throws when it is not JSON, or not of the dialect. */
  void read(byte[] array, int from, int to) {
    failed = false;
    modelFrom = -1;
    modelTo = -1;
    in.open(array, from, to, "body");
    while (in.member()) {
      member();
    }
    in.end();
  }

  private void member() {
    if (in.on(CANDIDATES)) {
      if (in.array("candidates")) {
        candidates();
      }
    } else if (in.on(USAGE)) {
      usage.read(in);
    } else if (in.on(VERSION)) {
      modelFrom = in.at();
      in.skip();
      modelTo = in.at();
    } else if (in.on(FEEDBACK) && in.isObject()) {
      feedback();
    } else if (in.on(ERROR)) {
      failed = in.json() != null;
    } else {
      in.skip();
    }
  }

  private void candidates() {
    long place = 0;
    while (in.item()) {
      long index = place++;
      String finish = null;
      if (in.object("candidates")) {
        while (in.member()) {
          if (in.on(INDEX)) {
            index = in.count();
          } else if (in.on(FINISH)) {
            finish = in.text("candidates.finishReason");
          } else {
            in.skip();
          }
        }
      }
      answered = true;
      open.set((int) Math.min(index, MOST), !GeminiWords.ends(finish));
    }
  }

  private void feedback() {
    if (in.object("promptFeedback")) {
      while (in.member()) {
        if (in.on(BLOCK)) {
          blocked |= in.text("promptFeedback.blockReason") != null;
        } else {
          in.skip();
        }
      }
    }
  }

  /** Whether every answer that was begun has ended. */
  boolean complete() {
    return answered ? open.isEmpty() : blocked;
  }

  /** Whether anything was answered, be it that nothing will be. */
  boolean said() {
    return answered || blocked;
  }

  /** Whether the last response is an error. */
  boolean failed() {
    return failed;
  }

  GeminiUsage usage() {
    return usage;
  }

  /** Where the model's name stands in the last response, -1 when it is not there. */
  int modelFrom() {
    return modelFrom;
  }

  /** Where the model's name ends. */
  int modelTo() {
    return modelTo;
  }
}
