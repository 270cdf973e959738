package dev.sluice.wire.anthropic;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Feature;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonSkim;
import dev.sluice.wire.json.MalformedJson;
import dev.sluice.wire.openai.ChatEnvelope;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** One pass over a Messages request: takes what is decided on and validates the rest. */
public final class MessagesEnvelope {
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey MESSAGES = JsonKey.of("messages");
  private static final JsonKey SYSTEM = JsonKey.of("system");
  private static final JsonKey STREAM = JsonKey.of("stream");
  private static final JsonKey MAX_TOKENS = JsonKey.of("max_tokens");
  private static final JsonKey TOOLS = JsonKey.of("tools");
  private static final JsonKey METADATA = JsonKey.of("metadata");
  private static final JsonKey USER_ID = JsonKey.of("user_id");
  private static final JsonKey THINKING = JsonKey.of("thinking");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey OUTPUT = JsonKey.of("output_config");
  private static final JsonKey FORMAT = JsonKey.of("format");

  private final JsonCursor cursor = new JsonCursor();
  private final MessagesProfile profile = new MessagesProfile(cursor);
  private final int base;
  private int seen;
  private @Nullable String model;
  private int modelFrom;
  private int modelTo;
  private boolean spoken;
  private boolean stream;
  private boolean tools;
  private long maxTokens = -1;
  private @Nullable String user;

  private MessagesEnvelope(Bytes bytes) {
    base = bytes.from();
    cursor.reset(bytes.array(), bytes.from(), bytes.to());
  }

  /**
   * What is decided on of a request. Throws {@link FailureException} with a {@link
   * Failure.BadRequest} when the body is not JSON or a field decided on is missing, doubled or of
   * the wrong kind; a field that is not decided on is never a fault.
   *
   * @param counting whether the prompt alone is asked about, which needs no bound of an answer
   */
  public static ChatEnvelope scan(Buffer body, boolean counting) {
    Bytes bytes = Bytes.of(body);
    try {
      return new MessagesEnvelope(bytes).read(counting);
    } catch (MalformedJson e) {
      throw new FailureException(
          new Failure.BadRequest(
              "The body is not valid JSON, or has more than "
                  + JsonSkim.MAX_DEPTH
                  + " levels: look at byte "
                  + (e.at() - bytes.from())
                  + ".",
              null,
              null));
    }
  }

  private ChatEnvelope read(boolean counting) {
    boolean object = cursor.peek() == '{';
    if (object) {
      cursor.enter();
      while (cursor.member()) {
        field();
      }
    } else {
      cursor.skip();
    }
    cursor.end();
    if (!object) {
      throw bad("body", "must be a JSON object");
    }
    if (model == null) {
      throw bad("model", "must be given");
    }
    if (!spoken) {
      throw bad("messages", "must be a list with at least one message");
    }
    if (!counting && maxTokens < 0) {
      throw bad("max_tokens", "must be given");
    }
    return new ChatEnvelope(
        model,
        modelFrom,
        modelTo,
        stream,
        true,
        -1,
        -1,
        maxTokens,
        1,
        tools,
        user,
        profile.profile());
  }

  private void field() {
    if (cursor.on(MESSAGES)) {
      spoken = once(MESSAGES, 1) && array() && profile.messages();
    } else if (cursor.on(MODEL)) {
      if (once(MODEL, 1 << 1)) {
        model();
      }
    } else if (cursor.on(STREAM)) {
      stream = once(STREAM, 1 << 2) && flag();
    } else if (cursor.on(MAX_TOKENS)) {
      if (once(MAX_TOKENS, 1 << 3)) {
        maxTokens();
      }
    } else if (cursor.on(SYSTEM)) {
      profile.system();
    } else if (cursor.on(TOOLS)) {
      tools |= once(TOOLS, 1 << 4) && profile.tools();
    } else {
      lesserField();
    }
  }

  private void lesserField() {
    if (cursor.on(METADATA)) {
      metadata();
    } else if (cursor.on(THINKING)) {
      boolean thinks = within(TYPE, "\"disabled\"");
      profile.needs(thinks, Feature.REASONING);
    } else if (cursor.on(OUTPUT)) {
      profile.needs(within(FORMAT, "null"), Feature.JSON_SCHEMA);
    } else {
      cursor.skip();
    }
  }

  /** Whether the object has a member of that name with another value; leaves it behind. */
  private boolean within(JsonKey name, String but) {
    if (!cursor.enter('{')) {
      return false;
    }
    boolean found = false;
    while (cursor.member()) {
      boolean here = cursor.on(name);
      int from = cursor.at();
      cursor.skip();
      found |= here && !cursor.left(from, MessagesProfile.ascii(but));
    }
    return found;
  }

  private void metadata() {
    if (!cursor.enter('{')) {
      return;
    }
    while (cursor.member()) {
      if (cursor.on(USER_ID) && cursor.peek() == '"') {
        int from = cursor.at();
        user = cursor.string();
        profile.user(from);
      } else {
        cursor.skip();
      }
    }
  }

  /** Notes that a field was seen; false when it is null, and left behind. */
  private boolean once(JsonKey field, int bit) {
    if ((seen & bit) != 0) {
      throw bad(field.toString(), "must be given once only");
    }
    seen |= bit;
    return !cursor.skipNull();
  }

  private void model() {
    modelFrom = cursor.at() - base;
    if (cursor.peek() != '"') {
      throw kind("model", "must be a string");
    }
    model = cursor.string();
    modelTo = cursor.at() - base;
    if (model.isBlank()) {
      throw bad("model", "must not be empty");
    }
  }

  private void maxTokens() {
    long value = cursor.integer();
    if (value == JsonSkim.NOT_INTEGER || value < 0) {
      throw bad("max_tokens", "must be an integer of at least 0");
    }
    maxTokens = value;
  }

  private boolean array() {
    if (cursor.peek() != '[') {
      throw kind("messages", "must be an array");
    }
    return true;
  }

  private boolean flag() {
    byte first = cursor.peek();
    if (first != 't' && first != 'f') {
      throw kind("stream", "must be true or false");
    }
    cursor.skip();
    return first == 't';
  }

  /** A field of the wrong kind; but a fault of the JSON itself is told first. */
  private FailureException kind(String field, String rule) {
    cursor.skip();
    return bad(field, rule);
  }

  private static FailureException bad(String field, String rule) {
    return new FailureException(
        new Failure.BadRequest("The field `" + field + "` " + rule + ".", field, null));
  }
}
