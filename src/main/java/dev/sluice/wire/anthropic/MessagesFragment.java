package dev.sluice.wire.anthropic;

import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import org.jspecify.annotations.Nullable;

/** What a frame says of a block, of a piece of it, or of the answer's end. Reused. */
final class MessagesFragment {
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey TEXT = JsonKey.of("text");
  private static final JsonKey JSON = JsonKey.of("partial_json");
  private static final JsonKey THINKING = JsonKey.of("thinking");
  private static final JsonKey SIGNATURE = JsonKey.of("signature");
  private static final JsonKey DATA = JsonKey.of("data");
  private static final JsonKey CITATION = JsonKey.of("citation");
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey INPUT = JsonKey.of("input");
  private static final JsonKey REASON = JsonKey.of("stop_reason");
  private static final JsonKey SEQUENCE = JsonKey.of("stop_sequence");
  private static final JsonKey DETAILS = JsonKey.of("stop_details");

  private final FieldReader in;
  String type = "";
  String text = "";
  @Nullable String signature;
  @Nullable Citation citation;
  @Nullable String id;
  @Nullable String name;
  @Nullable Json input;
  @Nullable String reason;
  @Nullable String sequence;
  @Nullable String explanation;

  MessagesFragment(FieldReader in) {
    this.in = in;
  }

  void forget() {
    type = "";
    text = "";
    signature = null;
    citation = null;
    id = null;
    name = null;
    input = null;
    reason = null;
    sequence = null;
    explanation = null;
  }

  /** Reads the object that the reader is on. */
  void read(String field) {
    if (!in.object(field)) {
      return;
    }
    while (in.member()) {
      if (!words() && !call() && !ending()) {
        in.skip();
      }
    }
  }

  private boolean words() {
    if (in.on(TYPE)) {
      type = or(in.text("type"));
    } else if (in.on(TEXT)) {
      text = or(in.text("text"));
    } else if (in.on(JSON)) {
      text = or(in.text("partial_json"));
    } else if (in.on(THINKING)) {
      text = or(in.text("thinking"));
    } else if (in.on(SIGNATURE)) {
      signature = in.text("signature");
    } else if (in.on(DATA)) {
      text = or(in.text("data"));
    } else if (in.on(CITATION)) {
      citation = MessagesCitations.one(in);
    } else {
      return false;
    }
    return true;
  }

  private boolean call() {
    if (in.on(ID)) {
      id = in.text("id");
    } else if (in.on(NAME)) {
      name = in.text("name");
    } else if (in.on(INPUT)) {
      input = in.json();
    } else {
      return false;
    }
    return true;
  }

  private boolean ending() {
    if (in.on(REASON)) {
      reason = in.text("stop_reason");
    } else if (in.on(SEQUENCE)) {
      sequence = in.text("stop_sequence");
    } else if (in.on(DETAILS)) {
      explanation = MessagesAnswerReader.explanation(in);
    } else {
      return false;
    }
    return true;
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
