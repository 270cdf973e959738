package dev.sluice.wire.openai;

import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonSkim;
import dev.sluice.wire.json.MalformedJson;
import java.nio.charset.StandardCharsets;

/**
 * What one frame of a chat stream says, read in one validating pass.
 *
 * <p>Covers the common form: at most one choice with at most one tool call. Whatever else a frame
 * holds that is decided on, it is told as {@link #odd}, and the frame goes the slow way.
 */
final class ChunkScan {
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey OBJECT = JsonKey.of("object");
  private static final JsonKey CREATED = JsonKey.of("created");
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey CHOICES = JsonKey.of("choices");
  private static final JsonKey USAGE = JsonKey.of("usage");
  private static final JsonKey ERROR = JsonKey.of("error");
  private static final JsonKey GROQ = JsonKey.of("x_groq");
  private static final byte[] CHUNK =
      "\"chat.completion.chunk\"".getBytes(StandardCharsets.US_ASCII);
  private static final int REQUIRED = 0b11111;

  private final JsonCursor cursor = new JsonCursor();
  private final FreeText free = new FreeText(cursor);
  private final ChoiceScan choice = new ChoiceScan(cursor, free);
  private int seen;

  /** Whether something has to be put right whatever came before. */
  boolean odd;

  /** Whether the frame is an object. */
  boolean object;

  /** Whether there is an {@code error} that is not null. */
  boolean error;

  /** Whether there are choices, of which {@link #choice()} tells the first. */
  boolean chosen;

  int idFrom;
  int idTo;
  int createdFrom;
  int createdTo;
  int modelFrom;
  int modelTo;

  /** Range of a usage that is not null; empty when there is none. */
  int usageFrom;

  int usageTo;

  /** Range of the usage within Groq's own field; empty when there is none. */
  int groqFrom;

  int groqTo;

  /** The texts that nothing is decided on. */
  FreeText free() {
    return free;
  }

  ChoiceScan choice() {
    return choice;
  }

  /** Reads a frame. Throws {@link MalformedJson} when it is not JSON. */
  void read(byte[] in, int from, int to) {
    cursor.reset(in, from, to);
    free.clear();
    seen = 0;
    odd = false;
    error = false;
    chosen = false;
    usageFrom = 0;
    usageTo = 0;
    groqFrom = 0;
    groqTo = 0;
    object = cursor.peek() == '{';
    if (!object) {
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

  private void member() {
    if (cursor.on(ID)) {
      once(1);
      idFrom = cursor.at();
      text();
      idTo = cursor.at();
    } else if (cursor.on(OBJECT)) {
      once(1 << 1);
      int from = cursor.at();
      cursor.skip();
      odd |= !cursor.left(from, CHUNK);
    } else if (cursor.on(CREATED)) {
      once(1 << 2);
      createdFrom = cursor.at();
      odd |= cursor.integer() == JsonSkim.NOT_INTEGER;
      createdTo = cursor.at();
    } else if (cursor.on(MODEL)) {
      once(1 << 3);
      modelFrom = cursor.at();
      text();
      modelTo = cursor.at();
    } else if (cursor.on(CHOICES)) {
      once(1 << 4);
      choices();
    } else {
      rest();
    }
  }

  private void rest() {
    if (cursor.on(USAGE)) {
      once(1 << 5);
      usage();
    } else if (cursor.on(ERROR)) {
      once(1 << 6);
      odd = true;
      if (!cursor.skipNull()) {
        error = true;
        cursor.skip();
      }
    } else if (cursor.on(GROQ) && cursor.peek() == '{') {
      groq();
    } else {
      free.skip();
    }
  }

  /** A field that appears twice is understood in two ways by two readers. */
  private void once(int bit) {
    odd |= (seen & bit) != 0;
    seen |= bit;
  }

  /** Leaves a value behind that must be a string with something in it. */
  private void text() {
    int from = cursor.at();
    odd |= cursor.peek() != '"';
    cursor.skip();
    odd |= cursor.at() - from <= 2;
  }

  private void usage() {
    int from = cursor.at();
    boolean counts = cursor.peek() == '{';
    boolean none = cursor.skipNull();
    if (!none) {
      cursor.skip();
    }
    odd |= !counts && !none;
    if (counts) {
      usageFrom = from;
      usageTo = cursor.at();
    }
  }

  private void groq() {
    cursor.enter();
    while (cursor.member()) {
      int from = cursor.at();
      cursor.skip();
      if (cursor.on(USAGE)) {
        groqFrom = from;
        groqTo = cursor.at();
      }
    }
  }

  private void choices() {
    if (!cursor.enter('[')) {
      odd = true;
      return;
    }
    while (cursor.item()) {
      if (chosen) {
        odd = true;
        cursor.skip();
      } else {
        chosen = true;
        odd |= !choice.read();
      }
    }
  }
}
