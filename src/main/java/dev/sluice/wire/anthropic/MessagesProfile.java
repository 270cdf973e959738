package dev.sluice.wire.anthropic;

import dev.sluice.model.Feature;
import dev.sluice.wire.Fingerprint;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.TextMeter;
import dev.sluice.wire.openai.ChatProfile;
import dev.sluice.wire.openai.Features;
import java.nio.charset.StandardCharsets;

/**
 * Gathers what routing decides on from the prompt: how long it is, what it needs, how it begins.
 * Takes every value as it comes.
 */
final class MessagesProfile {
  /** What a chat template puts around a message, in tokens. */
  private static final int MESSAGE_TOKENS = 4;

  /** Between what is taken for a small image and for a large one, in tokens. */
  private static final int IMAGE_TOKENS = 500;

  /** What is taken for a document of few pages, in tokens. */
  private static final int DOCUMENT_TOKENS = 2000;

  private static final JsonKey ROLE = JsonKey.of("role");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey TEXT = JsonKey.of("text");
  private static final JsonKey SOURCE = JsonKey.of("source");
  private static final JsonKey DATA = JsonKey.of("data");
  private static final JsonKey SIGNATURE = JsonKey.of("signature");
  private static final JsonKey CACHE = JsonKey.of("cache_control");
  private static final byte[] USER = ascii("\"user\"");
  private static final byte[] IMAGE = ascii("\"image\"");
  private static final byte[] DOCUMENT = ascii("\"document\"");
  private static final byte[] PLAIN_SOURCE = ascii("\"text\"");

  private final JsonCursor cursor;
  private final TextMeter meter = new TextMeter();
  private final Fingerprint opening = new Fingerprint();
  private int features;
  private boolean opened;
  private boolean ofUser;

  MessagesProfile(JsonCursor cursor) {
    this.cursor = cursor;
  }

  void needs(boolean needed, Feature feature) {
    features |= needed ? Features.bit(feature) : 0;
  }

  /** Reads the system's words that the cursor is on. */
  void system() {
    meter.tokens(MESSAGE_TOKENS);
    content(true);
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

  /** Reads the tools that the cursor is on; whether there are any. */
  boolean tools() {
    boolean list = cursor.peek() == '[';
    int from = cursor.at();
    cursor.skip(meter);
    boolean any = list && cursor.items(from);
    needs(any, Feature.TOOLS);
    return any;
  }

  /** Notes who asks: the value that the cursor has just left. */
  void user(int from) {
    opening.add(cursor.bytes(), from, cursor.at());
  }

  ChatProfile profile() {
    return new ChatProfile(
        meter.tokens(), Features.of(features), 0, opened ? opening.value() : 0, null, null);
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
      if (cursor.on(CONTENT)) {
        content(!opened);
      } else if (cursor.on(ROLE)) {
        int from = cursor.at();
        cursor.skip();
        ofUser = cursor.left(from, USER);
      } else {
        cursor.skip(meter);
      }
    }
    opened |= ofUser;
  }

  /** Reads text or blocks; what opens the conversation is remembered. */
  private void content(boolean opens) {
    if (cursor.peek() != '[') {
      text(opens);
      return;
    }
    cursor.enter();
    while (cursor.item()) {
      if (cursor.peek() == '{') {
        block(opens);
      } else {
        text(opens);
      }
    }
  }

  private void text(boolean opens) {
    int from = cursor.at();
    cursor.skip(meter);
    if (opens) {
      opening.add(cursor.bytes(), from, cursor.at());
    }
  }

  /**
   * Reads a block. Bytes and signatures cost few tokens for their length, and where the cache's
   * marks stand changes from turn to turn.
   */
  private void block(boolean opens) {
    boolean image = false;
    boolean document = false;
    boolean bytes = false;
    cursor.enter();
    while (cursor.member()) {
      if (cursor.on(TEXT)) {
        text(opens);
      } else if (cursor.on(TYPE)) {
        int from = cursor.at();
        cursor.skip();
        image |= cursor.left(from, IMAGE);
        document |= cursor.left(from, DOCUMENT);
      } else if (cursor.on(CONTENT)) {
        content(opens);
      } else if (cursor.on(SOURCE)) {
        bytes |= source(opens);
      } else if (cursor.on(SIGNATURE) || cursor.on(CACHE) || cursor.on(DATA)) {
        cursor.skip();
      } else {
        cursor.skip(meter);
      }
    }
    if (image) {
      needs(true, Feature.VISION);
      meter.tokens(IMAGE_TOKENS);
    } else if (document && bytes) {
      meter.tokens(DOCUMENT_TOKENS);
    }
  }

  /** Reads where content is; whether it is anything but text. */
  private boolean source(boolean opens) {
    if (!cursor.enter('{')) {
      return true;
    }
    boolean plain = false;
    int dataFrom = -1;
    int dataTo = -1;
    while (cursor.member()) {
      int from = cursor.at();
      if (cursor.on(CONTENT)) {
        content(opens);
        plain = true;
      } else if (cursor.on(DATA)) {
        cursor.skip();
        dataFrom = from;
        dataTo = cursor.at();
      } else {
        boolean type = cursor.on(TYPE);
        cursor.skip();
        plain |= type && cursor.left(from, PLAIN_SOURCE);
      }
    }
    if (dataFrom >= 0 && opens) {
      opening.add(cursor.bytes(), dataFrom, dataTo);
    }
    if (dataFrom >= 0 && plain) {
      meter.bytes(dataTo - dataFrom);
    }
    return !plain;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
