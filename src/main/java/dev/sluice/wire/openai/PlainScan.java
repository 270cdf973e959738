package dev.sluice.wire.openai;

import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.MalformedJson;

/** What is decided on of an answer that is no chat, read in one validating pass. Reusable. */
final class PlainScan {
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey USAGE = JsonKey.of("usage");
  private static final JsonKey ERROR = JsonKey.of("error");
  private static final JsonKey CHOICES = JsonKey.of("choices");
  private static final JsonKey FINISH_REASON = JsonKey.of("finish_reason");

  private final JsonCursor cursor = new JsonCursor();

  /** Whether it is an object. */
  boolean object;

  /** Whether there is an {@code error} that is not null. */
  boolean failed;

  /** Whether there is at least one choice. */
  boolean chosen;

  /** Whether a choice has its finish reason. */
  boolean complete;

  /** Range of the model's name with its quotes; empty when there is none. */
  int modelFrom;

  int modelTo;

  /** Range of a usage that is not null; empty when there is none. */
  int usageFrom;

  int usageTo;

  /** Reads a value. Throws {@link MalformedJson} when it is not JSON. */
  void read(byte[] in, int from, int to) {
    object = false;
    failed = false;
    chosen = false;
    complete = false;
    modelFrom = from;
    modelTo = from;
    usageFrom = from;
    usageTo = from;
    cursor.reset(in, from, to);
    object = cursor.peek() == '{';
    if (object) {
      cursor.enter();
      while (cursor.member()) {
        member();
      }
    } else {
      cursor.skip();
    }
    cursor.end();
  }

  private void member() {
    int from = cursor.at();
    if (cursor.on(MODEL) && cursor.peek() == '"') {
      cursor.skip();
      modelFrom = from;
      modelTo = cursor.at();
    } else if (cursor.on(USAGE) && cursor.peek() == '{') {
      cursor.skip();
      usageFrom = from;
      usageTo = cursor.at();
    } else if (cursor.on(ERROR) && !cursor.skipNull()) {
      failed = true;
      cursor.skip();
    } else if (cursor.on(CHOICES) && cursor.peek() == '[') {
      choices();
    } else if (!cursor.on(ERROR)) {
      cursor.skip();
    }
  }

  private void choices() {
    cursor.enter();
    while (cursor.item()) {
      chosen = true;
      if (cursor.peek() == '{') {
        cursor.enter();
        while (cursor.member()) {
          complete |= cursor.on(FINISH_REASON) && cursor.peek() == '"';
          cursor.skip();
        }
      } else {
        cursor.skip();
      }
    }
  }
}
