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
import dev.sluice.wire.openai.codec.OpenAiWords;
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
  private static final JsonKey OUTPUT = JsonKey.of("output");
  private static final JsonKey USAGE = JsonKey.of("usage");
  private static final JsonKey TIER = JsonKey.of("service_tier");

  private final FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
  private final ResponsesOutputReader output = new ResponsesOutputReader(in);
  private final ResponsesFault fault = new ResponsesFault();
  private String id = "";
  private String model = "";
  private long created;
  private @Nullable String status;
  private boolean spoken;
  private @Nullable Usage usage;
  private @Nullable ServiceTier tier;

  private ResponsesAnswerReader() {}

  /**
   * The answer that a body of status 200 holds. Throws {@link FailureException} with a {@link
   * Failure.Garbled} when it holds none, or with what it says of its failure.
   */
  public static CanonicalAnswer read(Buffer body) {
    Bytes bytes = Bytes.of(body);
    ResponsesAnswerReader reader = new ResponsesAnswerReader();
    return reader.in.document(bytes, () -> reader.read(bytes));
  }

  private CanonicalAnswer read(Bytes bytes) {
    while (in.member()) {
      member(bytes.array());
    }
    in.end();
    if (ResponsesWords.FAILED.equals(status)) {
      throw new FailureException(ResponsesFailure.of(fault.code, fault.message));
    }
    if (fault.failed) {
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
    String reason = fault.reason == null ? "" : fault.reason;
    return ResponsesWords.INCOMPLETE.equals(status) ? reason : null;
  }

  private static boolean some(List<Part> parts, Class<? extends Part> kind) {
    return parts.stream().anyMatch(kind::isInstance);
  }

  private void member(byte[] array) {
    if (in.on(ID)) {
      id = in.textOrEmpty("id");
    } else if (in.on(MODEL)) {
      model = in.textOrEmpty("model");
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
      tier = OpenAiWords.tier(in.text("service_tier"));
    } else if (!fault.member(in)) {
      in.skip();
    }
  }
}
