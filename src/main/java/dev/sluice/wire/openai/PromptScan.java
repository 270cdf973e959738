package dev.sluice.wire.openai;

import dev.sluice.model.Feature;
import dev.sluice.wire.Fingerprint;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.TextMeter;
import java.nio.charset.StandardCharsets;

/** Reads the messages of a request: how long they are, what they need, how they begin. */
final class PromptScan {
  /** What a chat template puts around a message, in tokens. */
  private static final int MESSAGE_TOKENS = 4;

  /** Between what providers take for a small image and for a large one, in tokens. */
  private static final int IMAGE_TOKENS = 500;

  private static final JsonKey ROLE = JsonKey.of("role");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey OUTPUT = JsonKey.of("output");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey TEXT = JsonKey.of("text");
  private static final JsonKey IMAGE_URL = JsonKey.of("image_url");
  private static final JsonKey INPUT_AUDIO = JsonKey.of("input_audio");
  private static final byte[] USER = ascii("\"user\"");
  private static final byte[] IMAGE_URL_TYPE = ascii("\"image_url\"");
  private static final byte[] INPUT_IMAGE_TYPE = ascii("\"input_image\"");
  private static final byte[] INPUT_AUDIO_TYPE = ascii("\"input_audio\"");

  private final JsonCursor cursor;
  private final TextMeter meter;
  private final Fingerprint opening = new Fingerprint();
  private boolean opened;
  private boolean ofUser;
  private int features;

  PromptScan(JsonCursor cursor, TextMeter meter) {
    this.cursor = cursor;
    this.meter = meter;
  }

  /** Reads the array that the cursor is on; whether it has items. */
  boolean messages() {
    boolean any = false;
    cursor.enter();
    while (cursor.item()) {
      any = true;
      message();
    }
    return any;
  }

  /** Reads the text or the array of items that the cursor is on; whether there are any. */
  boolean items() {
    if (cursor.peek() == '[') {
      return messages();
    }
    meter.tokens(MESSAGE_TOKENS);
    text();
    opened = true;
    return true;
  }

  /** Fingerprint of the messages up to the first one of a user, 0 when there is none. */
  long opening() {
    return opened ? opening.value() : 0;
  }

  /** What the messages need. */
  int features() {
    return features;
  }

  private void message() {
    meter.tokens(MESSAGE_TOKENS);
    if (cursor.peek() != '{') {
      cursor.skip(meter);
      return;
    }
    ofUser = false;
    cursor.enter();
    while (cursor.member()) {
      if (cursor.on(CONTENT) || cursor.on(OUTPUT)) {
        content();
      } else if (cursor.on(ROLE)) {
        role();
      } else {
        cursor.skip(meter);
      }
    }
    opened |= ofUser;
  }

  private void role() {
    int from = cursor.at();
    cursor.skip();
    if (!opened) {
      ofUser = cursor.left(from, USER);
      opening.add(cursor.bytes(), from, cursor.at());
    }
  }

  private void content() {
    if (cursor.peek() != '[') {
      text();
      return;
    }
    cursor.enter();
    while (cursor.item()) {
      if (cursor.peek() == '{') {
        part();
      } else {
        text();
      }
    }
  }

  private void text() {
    int from = cursor.at();
    cursor.skip(meter);
    remember(from);
  }

  private void remember(int from) {
    if (!opened) {
      opening.add(cursor.bytes(), from, cursor.at());
    }
  }

  /** Only text is measured: an image or a file may be megabytes that cost few tokens. */
  private void part() {
    int needs = 0;
    cursor.enter();
    while (cursor.member()) {
      if (cursor.on(TEXT)) {
        text();
      } else if (cursor.on(TYPE)) {
        needs |= type();
      } else if (cursor.on(IMAGE_URL)) {
        needs |= medium(Feature.VISION);
      } else if (cursor.on(INPUT_AUDIO)) {
        needs |= medium(Feature.AUDIO);
      } else {
        cursor.skip();
      }
    }
    if ((needs & Features.bit(Feature.VISION)) != 0) {
      meter.tokens(IMAGE_TOKENS);
    }
    features |= needs;
  }

  private int type() {
    int from = cursor.at();
    cursor.skip();
    if (cursor.left(from, IMAGE_URL_TYPE) || cursor.left(from, INPUT_IMAGE_TYPE)) {
      return Features.bit(Feature.VISION);
    }
    return cursor.left(from, INPUT_AUDIO_TYPE) ? Features.bit(Feature.AUDIO) : 0;
  }

  private int medium(Feature feature) {
    if (cursor.skipNull()) {
      return 0;
    }
    int from = cursor.at();
    cursor.skip();
    remember(from);
    return Features.bit(feature);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
