package dev.sluice.wire.openai;

import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonSkim;
import java.nio.charset.StandardCharsets;

/** What one tool call of a delta says. */
final class CallScan {
  private static final JsonKey INDEX = JsonKey.of("index");
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey FUNCTION = JsonKey.of("function");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey ARGUMENTS = JsonKey.of("arguments");
  private static final byte[] FUNCTION_TYPE = "\"function\"".getBytes(StandardCharsets.US_ASCII);
  private static final int REQUIRED = 0b11;

  private final JsonCursor cursor;
  private final FreeText free;
  private int seen;
  private boolean odd;

  int index;

  /** Range of the id, its quotes included; empty when there is none. */
  int idFrom;

  int idTo;
  boolean typed;
  boolean named;
  boolean argued;

  CallScan(JsonCursor cursor, FreeText free) {
    this.free = free;
    this.cursor = cursor;
  }

  /** Whether it has all that the first fragment of a call must have. */
  boolean opens() {
    return idTo > idFrom && typed && named && argued;
  }

  /** Reads the call that the cursor is on; false when it is not of the common form. */
  boolean read() {
    seen = 0;
    odd = false;
    index = 0;
    idFrom = 0;
    idTo = 0;
    typed = false;
    named = false;
    argued = false;
    if (!cursor.enter('{')) {
      return false;
    }
    while (cursor.member()) {
      member();
    }
    return !odd && (seen & REQUIRED) == REQUIRED;
  }

  private void once(int bit) {
    odd |= (seen & bit) != 0;
    seen |= bit;
  }

  private void member() {
    if (cursor.on(INDEX)) {
      once(1);
      long value = cursor.integer();
      odd |= value == JsonSkim.NOT_INTEGER || value < 0 || value >= Calls.MAX;
      index = odd ? 0 : (int) value;
    } else if (cursor.on(FUNCTION)) {
      once(1 << 1);
      function();
    } else if (cursor.on(ID)) {
      once(1 << 2);
      idFrom = cursor.at();
      text();
      idTo = cursor.at();
    } else if (cursor.on(TYPE)) {
      once(1 << 3);
      int from = cursor.at();
      cursor.skip();
      typed = cursor.left(from, FUNCTION_TYPE);
      odd |= !typed;
    } else {
      cursor.skip();
    }
  }

  private void function() {
    if (!cursor.enter('{')) {
      odd = true;
      return;
    }
    while (cursor.member()) {
      if (cursor.on(NAME)) {
        once(1 << 4);
        named = true;
        text();
      } else if (cursor.on(ARGUMENTS)) {
        once(1 << 5);
        argued = true;
        odd |= cursor.peek() != '"';
        free.skip();
      } else {
        cursor.skip();
      }
    }
  }

  private void text() {
    int from = cursor.at();
    odd |= cursor.peek() != '"';
    cursor.skip();
    odd |= cursor.at() - from <= 2;
  }
}
