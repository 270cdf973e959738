package dev.sluice.wire.openai;

import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonSkim;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a whole answer says, read in one validating pass; {@link #odd} when it has to be repaired.
 */
final class AnswerScan {
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey OBJECT = JsonKey.of("object");
  private static final JsonKey CREATED = JsonKey.of("created");
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey CHOICES = JsonKey.of("choices");
  private static final JsonKey USAGE = JsonKey.of("usage");
  private static final JsonKey ERROR = JsonKey.of("error");
  private static final byte[] COMPLETION =
      "\"chat.completion\"".getBytes(StandardCharsets.US_ASCII);
  private static final int REQUIRED = 0b11111;

  private final JsonCursor cursor = new JsonCursor();
  private final List<Gap> gaps = new ArrayList<>(0);
  private final MessageScan message = new MessageScan(cursor, gaps);
  private int seen;

  /** Whether something has to be put right. */
  boolean odd;

  /** Whether there is an {@code error} that is not null. */
  boolean failed;

  int modelFrom;
  int modelTo;
  int usageFrom;
  int usageTo;

  /** What is missing of an answer that is not {@link #odd}, in the order of the offsets. */
  List<Gap> gaps() {
    return gaps;
  }

  /** Reads an answer. Throws {@link dev.sluice.wire.json.MalformedJson} when it is not JSON. */
  void read(Bytes bytes) {
    cursor.reset(bytes.array(), bytes.from(), bytes.to());
    if (cursor.peek() != '{') {
      odd = true;
      cursor.skip();
      cursor.end();
      return;
    }
    cursor.enter();
    while (cursor.member()) {
      member();
    }
    cursor.end();
    odd |= (seen & REQUIRED) != REQUIRED;
  }

  private void once(int bit) {
    odd |= (seen & bit) != 0;
    seen |= bit;
  }

  private void member() {
    int from = cursor.at();
    if (cursor.on(CHOICES)) {
      once(1);
      choices();
    } else if (cursor.on(ID)) {
      once(1 << 1);
      text();
    } else if (cursor.on(OBJECT)) {
      once(1 << 2);
      cursor.skip();
      odd |= !cursor.left(from, COMPLETION);
    } else if (cursor.on(CREATED)) {
      once(1 << 3);
      odd |= cursor.integer() == JsonSkim.NOT_INTEGER;
    } else if (cursor.on(MODEL)) {
      once(1 << 4);
      text();
      modelFrom = from;
      modelTo = cursor.at();
    } else if (cursor.on(USAGE)) {
      cursor.skip();
      usageFrom = from;
      usageTo = cursor.at();
    } else if (cursor.on(ERROR)) {
      odd = true;
      failed = !cursor.skipNull();
      if (failed) {
        cursor.skip();
      }
    } else {
      cursor.skip();
    }
  }

  private void text() {
    int from = cursor.at();
    odd |= cursor.peek() != '"';
    cursor.skip();
    odd |= cursor.at() - from <= 2;
  }

  private void choices() {
    if (!cursor.enter('[')) {
      odd = true;
      return;
    }
    boolean some = false;
    while (cursor.item()) {
      some = true;
      odd |= !message.read();
    }
    odd |= !some;
  }
}
