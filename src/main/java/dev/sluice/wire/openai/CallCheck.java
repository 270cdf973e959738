package dev.sluice.wire.openai;

import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import java.nio.charset.StandardCharsets;

/** Checks one tool call of a whole answer. */
final class CallCheck {
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey FUNCTION = JsonKey.of("function");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey ARGUMENTS = JsonKey.of("arguments");
  private static final byte[] FUNCTION_TYPE = "\"function\"".getBytes(StandardCharsets.US_ASCII);
  private static final int SHORTEST = 3;
  private static final int ALL = 0b1111;

  private CallCheck() {}

  /** Leaves a call behind; false when a part is missing, empty or of the wrong kind. */
  static boolean complete(JsonCursor cursor) {
    int good = 0;
    if (!cursor.enter('{')) {
      return false;
    }
    while (cursor.member()) {
      int from = cursor.at();
      if (cursor.on(ID)) {
        good |= text(cursor) ? 1 : 0;
      } else if (cursor.on(FUNCTION) && cursor.peek() == '{') {
        good |= function(cursor) << 2;
      } else {
        cursor.skip();
        good |= cursor.on(TYPE) && cursor.left(from, FUNCTION_TYPE) ? 1 << 1 : 0;
      }
    }
    return good == ALL;
  }

  private static int function(JsonCursor cursor) {
    int good = 0;
    cursor.enter();
    while (cursor.member()) {
      if (cursor.on(NAME)) {
        good |= text(cursor) ? 1 : 0;
      } else if (cursor.on(ARGUMENTS)) {
        good |= text(cursor) ? 1 << 1 : 0;
      } else {
        cursor.skip();
      }
    }
    return good;
  }

  /** Leaves a value behind; false when it is no string or an empty one. */
  private static boolean text(JsonCursor cursor) {
    int from = cursor.at();
    boolean string = cursor.peek() == '"';
    cursor.skip();
    return string && cursor.at() - from >= SHORTEST;
  }
}
