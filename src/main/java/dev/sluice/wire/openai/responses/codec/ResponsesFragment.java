package dev.sluice.wire.openai.responses.codec;

import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.openai.responses.ResponsesCount;
import org.jspecify.annotations.Nullable;

/** What one event of a stream says, whatever its type is: all of its fields that are of use. */
final class ResponsesFragment {
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey DELTA = JsonKey.of("delta");
  private static final JsonKey TEXT = JsonKey.of("text");
  private static final JsonKey REFUSAL = JsonKey.of("refusal");
  private static final JsonKey ARGUMENTS = JsonKey.of("arguments");
  private static final JsonKey INDEX = JsonKey.of("output_index");
  private static final JsonKey WITHIN = JsonKey.of("summary_index");
  private static final JsonKey LOGPROBS = JsonKey.of("logprobs");
  private static final JsonKey ANNOTATION = JsonKey.of("annotation");
  private static final JsonKey ITEM = JsonKey.of("item");
  private static final JsonKey RESPONSE = JsonKey.of("response");
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey CALL_ID = JsonKey.of("call_id");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey ENCRYPTED = JsonKey.of("encrypted_content");
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey CREATED = JsonKey.of("created_at");
  private static final JsonKey USAGE = JsonKey.of("usage");

  private final FieldReader in;

  @Nullable String type;

  /** A piece of text, of a thought or of arguments; or all of it. */
  @Nullable String piece;

  long index;
  long within;
  @Nullable Json logprobs;
  @Nullable Citation citation;
  final ResponsesFault fault = new ResponsesFault();

  // Of the item.
  @Nullable String kind;
  @Nullable String itemId;
  @Nullable String callId;
  @Nullable String name;
  @Nullable String encrypted;
  @Nullable String arguments;

  // Of the response.
  boolean response;
  String id = "";
  String model = "";
  long created;
  @Nullable Usage usage;

  ResponsesFragment(FieldReader in) {
    this.in = in;
  }

  /** Reads the event that the reader is in. */
  void read(byte[] array) {
    forget();
    while (in.member()) {
      member(array);
    }
  }

  private void forget() {
    type = null;
    piece = null;
    index = 0;
    within = 0;
    logprobs = null;
    citation = null;
    fault.forget();
    kind = null;
    itemId = null;
    callId = null;
    name = null;
    encrypted = null;
    arguments = null;
    response = false;
    id = "";
    model = "";
    created = 0;
    usage = null;
  }

  private void member(byte[] array) {
    if (in.isText()) {
      text();
    } else if (in.on(INDEX)) {
      index = in.count();
    } else if (in.on(WITHIN)) {
      within = in.count();
    } else if (in.on(LOGPROBS) && in.isArray()) {
      logprobs = in.json();
    } else if (in.on(ANNOTATION)) {
      citation = ResponsesCitations.one(in);
    } else if (in.on(ITEM) && in.isObject()) {
      item();
    } else if (in.on(RESPONSE) && in.isObject()) {
      response(array);
    } else if (!fault.member(in)) {
      in.skip();
    }
  }

  private void text() {
    if (in.on(TYPE)) {
      type = in.text("type");
    } else if (in.on(DELTA) || in.on(TEXT) || in.on(REFUSAL) || in.on(ARGUMENTS)) {
      piece = in.text("delta");
    } else {
      in.skip();
    }
  }

  private void item() {
    if (in.object("item")) {
      while (in.member()) {
        if (!in.isText()) {
          in.skip();
        } else if (in.on(TYPE)) {
          kind = in.text("item.type");
        } else if (in.on(ID)) {
          itemId = in.text("item.id");
        } else if (in.on(CALL_ID)) {
          callId = in.text("item.call_id");
        } else if (in.on(NAME)) {
          name = in.text("item.name");
        } else if (in.on(ARGUMENTS)) {
          arguments = in.text("item.arguments");
        } else if (in.on(ENCRYPTED)) {
          encrypted = in.text("item.encrypted_content");
        } else {
          in.skip();
        }
      }
    }
  }

  private void response(byte[] array) {
    response = in.object("response");
    while (in.member()) {
      if (in.on(ID) && in.isText()) {
        id = in.given(in.text("response.id"), "response.id");
      } else if (in.on(MODEL) && in.isText()) {
        model = in.given(in.text("response.model"), "response.model");
      } else if (in.on(CREATED)) {
        created = in.count();
      } else if (in.on(USAGE)) {
        int from = in.at();
        in.skip();
        usage = ResponsesCount.read(array, from, in.at());
      } else if (!fault.member(in)) {
        in.skip();
      }
    }
  }
}
