package dev.sluice.wire.openai.responses;

import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonSkim;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What an event, or a whole answer, says that is of interest, read in one validating pass. */
final class ResponsesScan {
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey SEQUENCE = JsonKey.of("sequence_number");
  private static final JsonKey ITEM = JsonKey.of("item");
  private static final JsonKey RESPONSE = JsonKey.of("response");
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey USAGE = JsonKey.of("usage");
  private static final JsonKey STATUS = JsonKey.of("status");
  private static final JsonKey OUTPUT = JsonKey.of("output");
  private static final JsonKey ERROR = JsonKey.of("error");
  private static final JsonKey CODE = JsonKey.of("code");
  private static final JsonKey MESSAGE = JsonKey.of("message");

  private static final byte[] DELTA = ascii(".delta\"");

  private final JsonCursor cursor = new JsonCursor();

  /** Whether the document is an object. */
  boolean object;

  /** Range of the event's type, its quotes left out; empty when it has none. */
  int typeFrom;

  int typeTo;

  /** The event's number, -1 when it has none. */
  long sequence;

  /** Range of what stands in the number's place; empty when nothing does. */
  int numberFrom;

  int numberTo;

  /** Range of the item that is told; empty when there is none. */
  int itemFrom;

  int itemTo;

  /** Range of the response object; empty when there is none. */
  int responseFrom;

  int responseTo;

  /** Range of the model's name within it, its quotes included; empty when there is none. */
  int modelFrom;

  int modelTo;

  /** Range of the usage within it; empty when there is none. */
  int usageFrom;

  int usageTo;

  /** The response's status, null when there is none. */
  @Nullable String status;

  /** Whether the response has an array of output. */
  boolean output;

  /** Whether an error is told, which is not null. */
  boolean failed;

  /** Code and message of the error, as far as they are told as text. */
  @Nullable String code;

  @Nullable String message;

  /** Reads an event. Throws {@link dev.sluice.wire.json.MalformedJson} when it is not JSON. */
  void event(byte[] in, int from, int to) {
    begin(in, from, to);
    if (object) {
      cursor.enter();
      while (cursor.member()) {
        if (cursor.on(TYPE) && cursor.peek() == '"') {
          typeFrom = cursor.at() + 1;
          cursor.skip();
          typeTo = cursor.at() - 1;
        } else if (cursor.on(SEQUENCE)) {
          numberFrom = cursor.at();
          long number = cursor.integer();
          numberTo = cursor.at();
          sequence = number == JsonSkim.NOT_INTEGER ? -1 : number;
        } else if (cursor.on(ITEM)) {
          itemFrom = cursor.at();
          cursor.skip();
          itemTo = cursor.at();
        } else if (cursor.on(RESPONSE) && cursor.peek() == '{') {
          responseFrom = cursor.at();
          response();
          responseTo = cursor.at();
        } else if (cursor.on(ERROR)) {
          error();
        } else {
          cursor.skip();
        }
      }
    } else {
      cursor.skip();
    }
    cursor.end();
  }

  /** Reads a whole answer. Throws as {@link #event} does. */
  void answer(byte[] in, int from, int to) {
    begin(in, from, to);
    if (object) {
      responseFrom = cursor.at();
      response();
      responseTo = cursor.at();
    } else {
      cursor.skip();
    }
    cursor.end();
  }

  private void begin(byte[] in, int from, int to) {
    cursor.reset(in, from, to);
    object = cursor.peek() == '{';
    typeFrom = 0;
    typeTo = 0;
    sequence = -1;
    numberFrom = 0;
    numberTo = 0;
    itemFrom = 0;
    itemTo = 0;
    responseFrom = 0;
    responseTo = 0;
    modelFrom = 0;
    modelTo = 0;
    usageFrom = 0;
    usageTo = 0;
    status = null;
    output = false;
    failed = false;
    code = null;
    message = null;
  }

  private void response() {
    cursor.enter();
    while (cursor.member()) {
      int from = cursor.at();
      if (cursor.on(MODEL) && cursor.peek() == '"') {
        cursor.skip();
        modelFrom = from;
        modelTo = cursor.at();
      } else if (cursor.on(USAGE) && cursor.peek() == '{') {
        cursor.skip();
        usageFrom = from;
        usageTo = cursor.at();
      } else if (cursor.on(STATUS) && cursor.peek() == '"') {
        status = cursor.string();
      } else if (cursor.on(OUTPUT)) {
        output = cursor.peek() == '[';
        cursor.skip();
      } else if (cursor.on(ERROR)) {
        error();
      } else {
        cursor.skip();
      }
    }
  }

  private void error() {
    if (cursor.skipNull()) {
      return;
    }
    failed = true;
    if (!cursor.enter('{')) {
      return;
    }
    while (cursor.member()) {
      if (cursor.on(CODE) && cursor.peek() == '"') {
        code = cursor.string();
      } else if (cursor.on(MESSAGE) && cursor.peek() == '"') {
        message = cursor.string();
      } else {
        cursor.skip();
      }
    }
  }

  /** Whether the event's type is this one. */
  boolean is(byte[] type, byte[] in) {
    return Arrays.equals(in, typeFrom, typeTo, type, 0, type.length);
  }

  /** Whether the event tells a piece of something. */
  boolean delta(byte[] in) {
    int from = typeTo + 1 - DELTA.length;
    return from > typeFrom && Arrays.equals(in, from, typeTo + 1, DELTA, 0, DELTA.length);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
