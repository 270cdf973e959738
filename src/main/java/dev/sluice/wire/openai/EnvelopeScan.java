package dev.sluice.wire.openai;

import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonSkim;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** One pass over a request. */
final class EnvelopeScan {
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey STREAM = JsonKey.of("stream");
  private static final JsonKey STREAM_OPTIONS = JsonKey.of("stream_options");
  private static final JsonKey INCLUDE_USAGE = JsonKey.of("include_usage");
  private static final JsonKey MAX_COMPLETION_TOKENS = JsonKey.of("max_completion_tokens");
  private static final JsonKey MAX_TOKENS = JsonKey.of("max_tokens");
  private static final JsonKey MAX_OUTPUT_TOKENS = JsonKey.of("max_output_tokens");
  private static final JsonKey N = JsonKey.of("n");
  private static final JsonKey TOOLS = JsonKey.of("tools");
  private static final JsonKey FUNCTIONS = JsonKey.of("functions");
  private static final JsonKey USER = JsonKey.of("user");

  private final JsonCursor cursor = new JsonCursor();
  private final ProfileScan profile = new ProfileScan(cursor);
  private final int base;
  private final Subject subject;
  private int seen;
  private @Nullable String model;
  private int modelFrom;
  private int modelTo;
  private boolean subjectSeen;
  private boolean stream;
  private boolean includeUsage;
  private int streamOptionsFrom = -1;
  private int streamOptionsTo = -1;
  private long maxTokens = -1;
  private long maxCompletionTokens = -1;
  private long choices = 1;
  private boolean tools;
  private @Nullable String user;

  private EnvelopeScan(Bytes bytes, Subject subject) {
    this.subject = subject;
    base = bytes.from();
    cursor.reset(bytes.array(), bytes.from(), bytes.to());
  }

  static ChatEnvelope of(Buffer body, Endpoint endpoint) {
    return of(body, Subject.of(endpoint));
  }

  static ChatEnvelope of(Buffer body, Subject subject) {
    Bytes bytes = Bytes.of(body);
    try {
      return new EnvelopeScan(bytes, subject).read();
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
      throw missing(MODEL, "the name of a model");
    }
    if (!subjectSeen) {
      throw missing(subject.field(), subject.wanted());
    }
    if (stream && !subject.streams()) {
      throw bad("'stream' is not served here: leave it out.", STREAM, "unsupported_parameter");
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
        user,
        profile.profile());
  }

  private void field() {
    if (cursor.on(subject.field())) {
      subjectSeen = once(subject.field(), 1) && subject();
    } else if (cursor.on(MODEL)) {
      if (once(MODEL, 1 << 1)) {
        model();
      }
    } else if (cursor.on(STREAM)) {
      stream = once(STREAM, 1 << 2) && bool(STREAM);
    } else if (cursor.on(STREAM_OPTIONS)) {
      streamOptions();
    } else if (cursor.on(MAX_COMPLETION_TOKENS)) {
      if (once(MAX_COMPLETION_TOKENS, 1 << 4)) {
        maxCompletionTokens = integer(MAX_COMPLETION_TOKENS, Long.MAX_VALUE);
      }
    } else if (cursor.on(MAX_TOKENS)) {
      if (once(MAX_TOKENS, 1 << 5)) {
        maxTokens = integer(MAX_TOKENS, Long.MAX_VALUE);
      }
    } else {
      lesserField();
    }
  }

  private void lesserField() {
    if (cursor.on(MAX_OUTPUT_TOKENS) && subject == Subject.ITEMS) {
      if (once(MAX_OUTPUT_TOKENS, 1 << 11)) {
        maxTokens = integer(MAX_OUTPUT_TOKENS, Long.MAX_VALUE);
      }
    } else if (cursor.on(TOOLS)) {
      tools |= once(TOOLS, 1 << 6) && array(TOOLS) && tools();
    } else if (cursor.on(FUNCTIONS)) {
      tools |= once(FUNCTIONS, 1 << 7) && array(FUNCTIONS) && profile.tools();
    } else if (cursor.on(N)) {
      if (once(N, 1 << 8)) {
        choices = integer(N, ChatEnvelope.MAX_CHOICES);
      }
    } else if (cursor.on(USER)) {
      if (once(USER, 1 << 9)) {
        int from = cursor.at();
        user = string(USER);
        profile.user(from);
      }
    } else {
      profile.field();
    }
  }

  private boolean tools() {
    return subject == Subject.ITEMS ? profile.typedTools() : profile.tools();
  }

  /** Notes that a field was seen; false when it is null, and left behind. */
  private boolean once(JsonKey field, int bit) {
    if ((seen & bit) != 0) {
      throw bad("'" + field + "' appears more than once.", field, "duplicate_parameter");
    }
    seen |= bit;
    return !cursor.skipNull();
  }

  private void model() {
    modelFrom = cursor.at() - base;
    model = string(MODEL);
    modelTo = cursor.at() - base;
    if (model.isBlank()) {
      throw bad("'model' must not be empty.", MODEL, "invalid_value");
    }
  }

  private void streamOptions() {
    streamOptionsFrom = cursor.at() - base;
    if (once(STREAM_OPTIONS, 1 << 3)) {
      if (cursor.peek() != '{') {
        throw kind(STREAM_OPTIONS, "an object");
      }
      cursor.enter();
      while (cursor.member()) {
        if (cursor.on(INCLUDE_USAGE)) {
          includeUsage = once(INCLUDE_USAGE, 1 << 10) && bool(INCLUDE_USAGE);
        } else {
          cursor.skip();
        }
      }
    }
    streamOptionsTo = cursor.at() - base;
  }

  private boolean subject() {
    return switch (subject) {
      case MESSAGES -> array(subject.field()) && profile.messages();
      case ITEMS -> items();
      case TEXTS -> texts();
      default -> profile.subject();
    };
  }

  private boolean texts() {
    int from = cursor.at();
    boolean any = profile.subject();
    if (nothing(from)) {
      throw bad("'input' must not be empty.", subject.field(), "invalid_value");
    }
    return any;
  }

  /** Whether the value from {@code from} to the cursor is an empty text or list. */
  private boolean nothing(int from) {
    byte first = cursor.bytes()[from];
    return (first == '"' && cursor.at() - from == 2) || (first == '[' && !cursor.items(from));
  }

  private boolean items() {
    if (cursor.peek() != '[' && cursor.peek() != '"') {
      throw kind(subject.field(), "a string or an array");
    }
    return profile.items();
  }

  /** True: the cursor is on an array. */
  private boolean array(JsonKey field) {
    if (cursor.peek() != '[') {
      throw kind(field, "an array");
    }
    return true;
  }

  private boolean bool(JsonKey field) {
    byte first = cursor.peek();
    if (first != 't' && first != 'f') {
      throw kind(field, "true or false");
    }
    cursor.skip();
    return first == 't';
  }

  private String string(JsonKey field) {
    if (cursor.peek() != '"') {
      throw kind(field, "a string");
    }
    return cursor.string();
  }

  private long integer(JsonKey field, long most) {
    long value = cursor.integer();
    if (value == JsonSkim.NOT_INTEGER) {
      throw wrong(field, "an integer");
    }
    if (value < 1 || value > most) {
      String range = most == Long.MAX_VALUE ? "at least 1." : "from 1 to " + most + ".";
      throw bad("'" + field + "' must be " + range, field, "invalid_value");
    }
    return value;
  }

  private static FailureException missing(JsonKey field, String what) {
    return bad(
        "'%s' is missing: give %s.".formatted(field, what), field, "missing_required_parameter");
  }

  /** A field of the wrong kind; but a fault of the JSON itself is told first. */
  private FailureException kind(JsonKey field, String kind) {
    cursor.skip();
    return wrong(field, kind);
  }

  private static FailureException wrong(JsonKey field, String kind) {
    return bad("'" + field + "' must be " + kind + ".", field, "invalid_type");
  }

  private static FailureException bad(String message, @Nullable JsonKey field, String code) {
    return new FailureException(
        new Failure.BadRequest(message, field == null ? null : field.toString(), code));
  }
}
