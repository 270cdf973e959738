package dev.sluice.wire.openai.responses.codec;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.Choice;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.ServiceTier;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.MalformedJson;
import dev.sluice.wire.openai.responses.ResponsesCount;
import dev.sluice.wire.openai.responses.ResponsesFailure;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole response into canonical form. */
public final class ResponsesAnswerReader {
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey CREATED = JsonKey.of("created_at");
  private static final JsonKey STATUS = JsonKey.of("status");
  private static final JsonKey DETAILS = JsonKey.of("incomplete_details");
  private static final JsonKey REASON = JsonKey.of("reason");
  private static final JsonKey OUTPUT = JsonKey.of("output");
  private static final JsonKey USAGE = JsonKey.of("usage");
  private static final JsonKey TIER = JsonKey.of("service_tier");
  private static final JsonKey ERROR = JsonKey.of("error");
  private static final JsonKey CODE = JsonKey.of("code");
  private static final JsonKey MESSAGE = JsonKey.of("message");

  private final FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
  private final ResponsesOutputReader output = new ResponsesOutputReader(in);
  private String id = "";
  private String model = "";
  private long created;
  private @Nullable String status;
  private @Nullable String reason;
  private boolean spoken;
  private @Nullable Usage usage;
  private @Nullable ServiceTier tier;
  private boolean failed;
  private @Nullable String code;
  private @Nullable String message;

  private ResponsesAnswerReader() {}

  /**
   * The answer that a body of status 200 holds. Throws {@link FailureException} with a {@link
   * Failure.Garbled} when it holds none, or with what it says of its failure.
   */
  public static CanonicalAnswer read(Buffer body) {
    Bytes bytes = Bytes.of(body);
    ResponsesAnswerReader reader = new ResponsesAnswerReader();
    try {
      return reader.read(bytes);
    } catch (MalformedJson e) {
      throw reader.in.malformed(e, bytes.from());
    }
  }

  private CanonicalAnswer read(Bytes bytes) {
    in.reset(bytes.array(), bytes.from(), bytes.to());
    if (!in.isObject() || !in.object("body")) {
      throw in.wrong("body", "must be an object");
    }
    while (in.member()) {
      member(bytes.array());
    }
    in.end();
    if (ResponsesWords.FAILED.equals(status)) {
      throw new FailureException(ResponsesFailure.of(code, message));
    }
    if (failed) {
      throw new FailureException(ResponsesFailure.within(bytes.array(), bytes.from(), bytes.to()));
    }
    if (!spoken) {
      throw in.wrong("output", "must be given");
    }
    List<Part> parts = output.parts();
    Choice choice =
        new Choice(
            0,
            parts,
            ResponsesWords.finish(
                incomplete(), some(parts, Part.ToolCall.class), some(parts, Part.Refusal.class)),
            null,
            output.probabilities());
    return new CanonicalAnswer(id, model, created, List.of(choice), usage, tier);
  }

  private @Nullable String incomplete() {
    return ResponsesWords.INCOMPLETE.equals(status) ? (reason == null ? "" : reason) : null;
  }

  private static boolean some(List<Part> parts, Class<? extends Part> kind) {
    return parts.stream().anyMatch(kind::isInstance);
  }

  private void member(byte[] array) {
    if (in.on(ID)) {
      id = or(in.text("id"));
    } else if (in.on(MODEL)) {
      model = or(in.text("model"));
    } else if (in.on(CREATED)) {
      created = in.count();
    } else if (in.on(STATUS)) {
      status = in.text("status");
    } else if (in.on(OUTPUT)) {
      spoken = output.read();
    } else if (in.on(USAGE)) {
      int from = in.at();
      in.skip();
      usage = ResponsesCount.read(array, from, in.at());
    } else if (in.on(TIER)) {
      tier = ResponsesWords.tier(in.text("service_tier"));
    } else if (in.on(DETAILS) && in.isObject()) {
      details();
    } else if (in.on(ERROR)) {
      error();
    } else {
      in.skip();
    }
  }

  private void details() {
    if (in.object("incomplete_details")) {
      while (in.member()) {
        if (in.on(REASON) && in.isText()) {
          reason = in.text("incomplete_details.reason");
        } else {
          in.skip();
        }
      }
    }
  }

  private void error() {
    if (in.skipNull()) {
      return;
    }
    failed = true;
    if (!in.isObject()) {
      in.skip();
    } else if (in.object("error")) {
      while (in.member()) {
        if (in.on(CODE) && in.isText()) {
          code = in.text("error.code");
        } else if (in.on(MESSAGE) && in.isText()) {
          message = in.text("error.message");
        } else {
          in.skip();
        }
      }
    }
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
