package dev.sluice.wire.gemini;

import dev.sluice.model.Feature;
import dev.sluice.wire.Fingerprint;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.TextMeter;
import dev.sluice.wire.openai.ChatProfile;
import dev.sluice.wire.openai.Features;
import java.nio.charset.StandardCharsets;

/**
 * Gathers what routing decides on from the prompt: how long it is, what it needs, how it begins.
 * Takes every value as it comes.
 */
final class GeminiProfile {
  /** What a chat template puts around a message, in tokens. */
  private static final int MESSAGE_TOKENS = 4;

  /** What is taken for an image, in tokens. */
  private static final int IMAGE_TOKENS = 500;

  /** What is taken for a document or a recording, in tokens. */
  private static final int DOCUMENT_TOKENS = 2000;

  private static final GeminiKey ROLE = GeminiKey.of("role");
  private static final GeminiKey PARTS = GeminiKey.of("parts");
  private static final GeminiKey TEXT = GeminiKey.of("text");
  private static final GeminiKey DATA = GeminiKey.of("inlineData");
  private static final GeminiKey FILE = GeminiKey.of("fileData");
  private static final GeminiKey MIME = GeminiKey.of("mimeType");
  private static final GeminiKey SIGNATURE = GeminiKey.of("thoughtSignature");
  private static final byte[] MODEL = "\"model\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] IMAGE = "\"image/".getBytes(StandardCharsets.US_ASCII);

  private final JsonCursor cursor;
  private final TextMeter meter = new TextMeter();
  private final Fingerprint opening = new Fingerprint();
  private int features;
  private boolean opened;

  GeminiProfile(JsonCursor cursor) {
    this.cursor = cursor;
  }

  void needs(boolean needed, Feature feature) {
    features |= needed ? Features.bit(feature) : 0;
  }

  ChatProfile profile() {
    return new ChatProfile(
        meter.tokens(), Features.of(features), 0, opened ? opening.value() : 0, null, null);
  }

  /** Reads the contents, or the one content, that the cursor is on; whether there are any. */
  boolean contents() {
    if (cursor.peek() == '{') {
      content(true);
      return true;
    }
    if (cursor.peek() != '[') {
      boolean text = cursor.peek() == '"';
      cursor.skip(meter);
      return text;
    }
    boolean any = false;
    cursor.enter();
    while (cursor.item()) {
      any = true;
      content(true);
    }
    return any;
  }

  /** Reads the system's words that the cursor is on. */
  void system() {
    content(false);
  }

  /** Reads the tools that the cursor is on; whether there are any. */
  boolean tools() {
    boolean list = cursor.peek() == '[';
    int from = cursor.at();
    cursor.skip(meter);
    boolean any = list ? cursor.items(from) : cursor.at() - from > 2;
    needs(any, Feature.TOOLS);
    return any;
  }

  private void content(boolean turn) {
    meter.tokens(MESSAGE_TOKENS);
    if (cursor.peek() != '{') {
      cursor.skip(meter);
      return;
    }
    boolean ofUser = turn;
    cursor.enter();
    while (cursor.member()) {
      if (PARTS.on(cursor)) {
        parts(!opened);
      } else if (ROLE.on(cursor)) {
        int from = cursor.at();
        cursor.skip();
        ofUser &= !cursor.left(from, MODEL);
      } else {
        cursor.skip(meter);
      }
    }
    opened |= ofUser;
  }

  private void parts(boolean opens) {
    if (cursor.peek() == '{') {
      part(opens);
    } else if (cursor.peek() == '[') {
      cursor.enter();
      while (cursor.item()) {
        if (cursor.peek() == '{') {
          part(opens);
        } else {
          cursor.skip(meter);
        }
      }
    } else {
      cursor.skip();
    }
  }

  /** Bytes and signatures cost few tokens for their length. */
  private void part(boolean opens) {
    cursor.enter();
    while (cursor.member()) {
      if (TEXT.on(cursor)) {
        int from = cursor.at();
        cursor.skip(meter);
        if (opens) {
          opening.add(cursor.bytes(), from, cursor.at());
        }
      } else if ((DATA.on(cursor) || FILE.on(cursor)) && cursor.peek() == '{') {
        media(opens);
      } else if (SIGNATURE.on(cursor)) {
        cursor.skip();
      } else {
        cursor.skip(meter);
      }
    }
  }

  private void media(boolean opens) {
    boolean image = false;
    cursor.enter();
    while (cursor.member()) {
      int from = cursor.at();
      boolean type = MIME.on(cursor);
      cursor.skip();
      image |= type && begins(from);
      if (opens) {
        opening.add(cursor.bytes(), from, cursor.at());
      }
    }
    needs(image, Feature.VISION);
    meter.tokens(image ? IMAGE_TOKENS : DOCUMENT_TOKENS);
  }

  private boolean begins(int from) {
    byte[] in = cursor.bytes();
    for (int i = 0; i < IMAGE.length; i++) {
      if (from + i >= cursor.at() || in[from + i] != IMAGE[i]) {
        return false;
      }
    }
    return true;
  }
}
