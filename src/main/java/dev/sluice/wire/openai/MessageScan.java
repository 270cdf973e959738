package dev.sluice.wire.openai;

import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonSkim;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks one choice of a whole answer. */
final class MessageScan {
  private static final JsonKey INDEX = JsonKey.of("index");
  private static final JsonKey MESSAGE = JsonKey.of("message");
  private static final JsonKey FINISH = JsonKey.of("finish_reason");
  private static final JsonKey ROLE = JsonKey.of("role");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey CALLS = JsonKey.of("tool_calls");
  private static final JsonKey REFUSAL = JsonKey.of(Gap.Member.REFUSAL.text());
  private static final JsonKey LOGPROBS = JsonKey.of(Gap.Member.LOGPROBS.text());
  private static final JsonKey THOUGHT = JsonKey.of(Thoughts.OTHER);
  private static final JsonKey USUAL_THOUGHT = JsonKey.of(Thoughts.USUAL);
  private static final byte[] ASSISTANT = "\"assistant\"".getBytes(StandardCharsets.US_ASCII);
  private static final int REQUIRED = 0b11111;

  private final JsonCursor cursor;
  private final List<Gap> gaps;
  private int seen;
  private boolean odd;
  private boolean called;
  private @Nullable FinishReason finish;

  /**
   * A scan of any number of choices.
   *
   * @param gaps takes those of choices that are right but for them
   */
  MessageScan(JsonCursor cursor, List<Gap> gaps) {
    this.cursor = cursor;
    this.gaps = gaps;
  }

  /** Reads the choice that the cursor is on; false when it has to be put right. */
  boolean read() {
    seen = 0;
    odd = false;
    called = false;
    finish = null;
    if (!cursor.enter('{')) {
      return false;
    }
    boolean weighed = false;
    while (cursor.member()) {
      if (cursor.on(INDEX)) {
        once(1);
        odd |= cursor.integer() == JsonSkim.NOT_INTEGER;
      } else if (cursor.on(MESSAGE)) {
        once(1 << 1);
        message();
      } else if (cursor.on(FINISH)) {
        once(1 << 2);
        int from = cursor.at();
        cursor.skip();
        finish = FinishReason.exact(cursor.bytes(), from, cursor.at());
      } else {
        weighed |= cursor.on(LOGPROBS);
        cursor.skip();
      }
    }
    gap(weighed, Gap.Member.LOGPROBS);
    boolean stopped = finish == null || (called && finish == FinishReason.STOP);
    return !odd && !stopped && (seen & REQUIRED) == REQUIRED;
  }

  private void once(int bit) {
    odd |= (seen & bit) != 0;
    seen |= bit;
  }

  /** Takes note of the end of an object that lacks the member. */
  private void gap(boolean told, Gap.Member member) {
    if (!told) {
      gaps.add(new Gap(cursor.at() - 1, member));
    }
  }

  private void message() {
    if (!cursor.enter('{')) {
      odd = true;
      return;
    }
    boolean thought = false;
    boolean told = false;
    boolean refused = false;
    while (cursor.member()) {
      if (cursor.on(ROLE)) {
        once(1 << 3);
        int from = cursor.at();
        cursor.skip();
        odd |= !cursor.left(from, ASSISTANT);
      } else if (cursor.on(CONTENT)) {
        once(1 << 4);
        odd |= cursor.peek() != '"' && cursor.peek() != 'n';
        cursor.skip();
      } else if (cursor.on(CALLS)) {
        once(1 << 5);
        calls();
      } else {
        boolean text = cursor.peek() == '"';
        int from = cursor.at();
        cursor.skip();
        thought |= text && cursor.on(THOUGHT) && cursor.at() - from > 2;
        told |= text && cursor.on(USUAL_THOUGHT);
        refused |= cursor.on(REFUSAL);
      }
    }
    gap(refused, Gap.Member.REFUSAL);
    odd |= thought && !told;
  }

  private void calls() {
    if (!cursor.enter('[')) {
      odd = true;
      return;
    }
    while (cursor.item()) {
      called = true;
      odd |= !CallCheck.complete(cursor);
    }
  }
}
