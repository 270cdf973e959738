package dev.sluice.wire.anthropic;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.Choice;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.ServiceTier;
import dev.sluice.wire.canonical.WayBack;
import dev.sluice.wire.json.JsonKey;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole Messages answer into canonical form. */
public final class MessagesAnswerReader {
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey REASON = JsonKey.of("stop_reason");
  private static final JsonKey SEQUENCE = JsonKey.of("stop_sequence");
  private static final JsonKey DETAILS = JsonKey.of("stop_details");
  private static final JsonKey EXPLANATION = JsonKey.of("explanation");
  private static final JsonKey USAGE = JsonKey.of("usage");

  private final FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
  private final WayBack back;
  private final List<Part> parts = new ArrayList<>();
  private final MessagesUsage usage = new MessagesUsage();
  private String type = "";
  private String id = "";
  private String model = "";
  private @Nullable String reason;
  private @Nullable String sequence;
  private @Nullable String explanation;
  private boolean spoken;

  private MessagesAnswerReader(WayBack back) {
    this.back = back;
  }

  /**
   * The answer that a body of status 200 holds. Throws {@link FailureException} with a {@link
   * Failure.Garbled} when it holds none, or with what an error within it stands for.
   *
   * @param back what was done to the request
   */
  public static CanonicalAnswer read(Buffer body, WayBack back) {
    Bytes bytes = Bytes.of(body);
    MessagesAnswerReader reader = new MessagesAnswerReader(back);
    return reader.in.document(bytes, () -> reader.read(bytes));
  }

  private CanonicalAnswer read(Bytes bytes) {
    while (in.member()) {
      member();
    }
    in.end();
    if (type.equals("error")) {
      throw new FailureException(MessagesFailure.within(bytes.array(), bytes.from(), bytes.to()));
    }
    if (!spoken) {
      throw in.wrong("content", "must be given");
    }
    Choice choice = new Choice(0, said(), finish(), sequence, null);
    ServiceTier tier = MessagesWords.tier(usage.tier());
    return new CanonicalAnswer(
        id, model, 0, List.of(choice), usage.told() ? usage.usage() : null, tier);
  }

  private void member() {
    if (in.on(TYPE)) {
      type = in.textOrEmpty("type");
    } else if (in.on(ID)) {
      id = in.textOrEmpty("id");
    } else if (in.on(MODEL)) {
      model = in.textOrEmpty("model");
    } else if (in.on(CONTENT)) {
      spoken = in.isArray();
      new MessagesBlockReader(in, null).read(parts, "content");
    } else if (in.on(REASON)) {
      reason = in.text("stop_reason");
    } else if (in.on(SEQUENCE)) {
      sequence = in.text("stop_sequence");
    } else if (in.on(DETAILS)) {
      explanation = explanation(in);
    } else if (in.on(USAGE)) {
      usage.read(in);
    } else {
      in.skip();
    }
  }

  /** Why an answer was refused, null when it is not said. */
  static @Nullable String explanation(FieldReader in) {
    String said = null;
    if (!in.isObject()) {
      in.skip();
    } else if (in.object("stop_details")) {
      while (in.member()) {
        if (in.on(EXPLANATION)) {
          said = in.text("stop_details.explanation");
        } else {
          in.skip();
        }
      }
    }
    return said;
  }

  private List<Part> said() {
    List<Part> made = back.restored(parts);
    boolean text = parts.stream().anyMatch(Part.Text.class::isInstance);
    if (finish() == Finish.REFUSAL && !text && explanation != null && !explanation.isEmpty()) {
      made.add(new Part.Refusal(explanation));
    }
    return made;
  }

  private Finish finish() {
    return back.finish(reason == null ? Finish.END : MessagesWords.finish(reason), parts);
  }
}
