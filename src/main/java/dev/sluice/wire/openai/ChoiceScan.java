package dev.sluice.wire.openai;

import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonSkim;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What one choice of a frame says. */
final class ChoiceScan {
  private static final JsonKey INDEX = JsonKey.of("index");
  private static final JsonKey DELTA = JsonKey.of("delta");
  private static final JsonKey FINISH = JsonKey.of("finish_reason");
  private static final JsonKey ROLE = JsonKey.of("role");
  private static final JsonKey CALLS = JsonKey.of("tool_calls");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey THOUGHT = JsonKey.of(Thoughts.OTHER);
  private static final JsonKey USUAL_THOUGHT = JsonKey.of(Thoughts.USUAL);
  private static final byte[] ASSISTANT = "\"assistant\"".getBytes(StandardCharsets.US_ASCII);
  private static final int REQUIRED = 0b11;

  private final JsonCursor cursor;
  private final FreeText free;
  private final CallScan call;
  private int seen;
  private boolean odd;

  int index;

  /** Whether the delta says that the assistant speaks. */
  boolean assistant;

  /** Whether the delta has a tool call, which {@link #call()} tells. */
  boolean calling;

  @Nullable FinishReason finish;

  /** Whether the delta has a thought, be it empty, that clients look for under another name. */
  boolean thought;

  /** Range of that thought. */
  int thoughtFrom;

  int thoughtTo;

  ChoiceScan(JsonCursor cursor, FreeText free) {
    this.free = free;
    this.cursor = cursor;
    this.call = new CallScan(cursor, free);
  }

  CallScan call() {
    return call;
  }

  /** Reads the choice that the cursor is on; false when it is not of the common form. */
  boolean read() {
    seen = 0;
    odd = false;
    index = 0;
    assistant = false;
    calling = false;
    finish = null;
    thought = false;
    if (!cursor.enter('{')) {
      return false;
    }
    while (cursor.member()) {
      if (cursor.on(INDEX)) {
        once(1);
        index();
      } else if (cursor.on(DELTA)) {
        once(1 << 1);
        delta();
      } else if (cursor.on(FINISH)) {
        once(1 << 2);
        finish();
      } else {
        cursor.skip();
      }
    }
    return !odd && (seen & REQUIRED) == REQUIRED;
  }

  private void once(int bit) {
    odd |= (seen & bit) != 0;
    seen |= bit;
  }

  private void index() {
    long value = cursor.integer();
    odd |= value == JsonSkim.NOT_INTEGER || value < 0 || value >= ChatEnvelope.MAX_CHOICES;
    index = odd ? 0 : (int) value;
  }

  private void delta() {
    if (!cursor.enter('{')) {
      odd = true;
      return;
    }
    boolean told = false;
    while (cursor.member()) {
      if (cursor.on(ROLE)) {
        once(1 << 3);
        int from = cursor.at();
        cursor.skip();
        assistant = cursor.left(from, ASSISTANT);
        odd |= !assistant;
      } else if (cursor.on(CALLS)) {
        once(1 << 4);
        calls();
      } else {
        told |= text();
      }
    }
    thought &= !told;
  }

  /** Leaves a text behind; whether it is a thought under the name that clients know. */
  private boolean text() {
    byte first = cursor.peek();
    odd |= first == '[' && cursor.on(CONTENT);
    int from = cursor.at();
    free.skip();
    if (first == '"' && cursor.on(THOUGHT)) {
      thought = true;
      thoughtFrom = from;
      thoughtTo = cursor.at();
    }
    return first == '"' && cursor.on(USUAL_THOUGHT);
  }

  /** Whether there is a thought that is to be told once more, under the name that clients know. */
  boolean thinks() {
    return thought && thoughtTo - thoughtFrom > 2;
  }

  private void calls() {
    if (cursor.peek() != '[') {
      if (!cursor.skipNull()) {
        odd = true;
        cursor.skip();
      }
      return;
    }
    cursor.enter();
    while (cursor.item()) {
      if (calling) {
        odd = true;
        cursor.skip();
      } else {
        calling = true;
        odd |= !call.read();
      }
    }
  }

  private void finish() {
    if (cursor.skipNull()) {
      return;
    }
    int from = cursor.at();
    cursor.skip();
    finish = FinishReason.exact(cursor.bytes(), from, cursor.at());
    odd |= finish == null;
  }
}
