package dev.sluice.wire.openai;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonSkim;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** One pass over a chat request. */
final class EnvelopeScan {
  /** The fields decided on; each may appear once. */
  private enum Field {
    MODEL,
    MESSAGES,
    STREAM,
    STREAM_OPTIONS,
    MAX_COMPLETION_TOKENS,
    MAX_TOKENS,
    N,
    TOOLS,
    FUNCTIONS,
    USER,
    INCLUDE_USAGE;

    private final String text = name().toLowerCase(java.util.Locale.ROOT);
    private final JsonKey key = JsonKey.of(text);
  }

  private static final Field[] TOP_LEVEL = java.util.Arrays.copyOf(Field.values(), 10);

  private final JsonCursor cursor = new JsonCursor();
  private final int base;
  private int seen;
  private @Nullable String model;
  private int modelFrom;
  private int modelTo;
  private boolean messages;
  private boolean stream;
  private boolean includeUsage;
  private int streamOptionsFrom = -1;
  private int streamOptionsTo = -1;
  private long maxTokens = -1;
  private long maxCompletionTokens = -1;
  private long choices = 1;
  private boolean tools;
  private @Nullable String user;

  private EnvelopeScan(Bytes bytes) {
    base = bytes.from();
    cursor.reset(bytes.array(), bytes.from(), bytes.to());
  }

  static ChatEnvelope of(Buffer body) {
    Bytes bytes = Bytes.of(body);
    try {
      return new EnvelopeScan(bytes).read();
    } catch (MalformedJson e) {
      throw bad("The body is not valid JSON: " + place(bytes, e.at()), null, "invalid_json");
    }
  }

  private static String place(Bytes bytes, int at) {
    if (at >= bytes.to()) {
      return "it ends too early.";
    }
    int line = 1;
    int column = 1;
    for (int i = bytes.from(); i < at; i++) {
      column++;
      if (bytes.array()[i] == '\n') {
        line++;
        column = 1;
      }
    }
    return "unexpected byte, or more than %d levels, at line %d, column %d."
        .formatted(JsonSkim.MAX_DEPTH, line, column);
  }

  private ChatEnvelope read() {
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
      throw bad("The body must be a JSON object.", null, "invalid_type");
    }
    if (model == null) {
      throw missing(Field.MODEL);
    }
    if (!messages) {
      throw missing(Field.MESSAGES);
    }
    return new ChatEnvelope(
        model,
        modelFrom,
        modelTo,
        stream,
        includeUsage,
        streamOptionsFrom,
        streamOptionsTo,
        maxCompletionTokens >= 0 ? maxCompletionTokens : maxTokens,
        (int) choices,
        tools,
        user);
  }

  private void field() {
    for (Field field : TOP_LEVEL) {
      if (cursor.on(field.key)) {
        once(field);
        value(field);
        return;
      }
    }
    cursor.skip();
  }

  private void once(Field field) {
    int bit = 1 << field.ordinal();
    if ((seen & bit) != 0) {
      throw bad("'" + field.text + "' appears more than once.", field.text, "duplicate_parameter");
    }
    seen |= bit;
  }

  private void value(Field field) {
    if (field == Field.STREAM_OPTIONS) {
      streamOptions();
      return;
    }
    if (cursor.skipNull()) {
      return;
    }
    switch (field) {
      case MODEL -> model();
      case MESSAGES -> messages = array(field);
      case STREAM -> stream = bool(field);
      case MAX_COMPLETION_TOKENS -> maxCompletionTokens = integer(field, Long.MAX_VALUE);
      case MAX_TOKENS -> maxTokens = integer(field, Long.MAX_VALUE);
      case N -> choices = integer(field, ChatEnvelope.MAX_CHOICES);
      case TOOLS, FUNCTIONS -> tools |= array(field);
      case USER -> user = string(field);
      case STREAM_OPTIONS, INCLUDE_USAGE -> throw new AssertionError(field);
    }
  }

  private void model() {
    modelFrom = cursor.at() - base;
    model = string(Field.MODEL);
    modelTo = cursor.at() - base;
    if (model.isBlank()) {
      throw bad("'model' must not be empty.", "model", "invalid_value");
    }
  }

  private void streamOptions() {
    streamOptionsFrom = cursor.at() - base;
    if (cursor.peek() == '{') {
      cursor.enter();
      while (cursor.member()) {
        if (!cursor.on(Field.INCLUDE_USAGE.key)) {
          cursor.skip();
          continue;
        }
        once(Field.INCLUDE_USAGE);
        includeUsage = !cursor.skipNull() && bool(Field.INCLUDE_USAGE);
      }
    } else if (!cursor.skipNull()) {
      throw kind(Field.STREAM_OPTIONS, "an object");
    }
    streamOptionsTo = cursor.at() - base;
  }

  /** Whether the array has items. */
  private boolean array(Field field) {
    if (cursor.peek() != '[') {
      throw kind(field, "an array");
    }
    int from = cursor.at();
    cursor.skip();
    return cursor.items(from);
  }

  private boolean bool(Field field) {
    byte first = cursor.peek();
    if (first != 't' && first != 'f') {
      throw kind(field, "true or false");
    }
    cursor.skip();
    return first == 't';
  }

  private String string(Field field) {
    if (cursor.peek() != '"') {
      throw kind(field, "a string");
    }
    return cursor.string();
  }

  private long integer(Field field, long most) {
    long value = cursor.integer();
    if (value == JsonSkim.NOT_INTEGER) {
      throw kind(field, "an integer");
    }
    if (value < 1 || value > most) {
      String range = most == Long.MAX_VALUE ? "at least 1." : "from 1 to " + most + ".";
      throw bad("'" + field.text + "' must be " + range, field.text, "invalid_value");
    }
    return value;
  }

  private static FailureException missing(Field field) {
    String what = field == Field.MODEL ? "the name of a model" : "a list with at least one message";
    return bad(
        "'%s' is missing: give %s.".formatted(field.text, what),
        field.text,
        "missing_required_parameter");
  }

  /** A field of the wrong kind; but a fault of the JSON itself is told first. */
  private FailureException kind(Field field, String kind) {
    cursor.skip();
    return bad("'" + field.text + "' must be " + kind + ".", field.text, "invalid_type");
  }

  private static FailureException bad(String message, @Nullable String param, String code) {
    return new FailureException(new Failure.BadRequest(message, param, code));
  }
}
