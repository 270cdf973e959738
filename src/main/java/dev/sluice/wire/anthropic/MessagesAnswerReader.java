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
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.MalformedJson;
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
      member();
    }
    in.end();
    if (type.equals("error")) {
      throw new FailureException(MessagesFailure.within(bytes.array(), bytes.from(), bytes.to()));
    }
    if (!spoken) {
      throw in.wrong("content", "must be given");
    }
    Choice choice = new Choice(0, restored(), finish(), sequence, null);
    ServiceTier tier = MessagesWords.tier(usage.tier());
    return new CanonicalAnswer(
        id, model, 0, List.of(choice), usage.told() ? usage.usage() : null, tier);
  }

  private void member() {
    if (in.on(TYPE)) {
      type = or(in.text("type"));
    } else if (in.on(ID)) {
      id = or(in.text("id"));
    } else if (in.on(MODEL)) {
      model = or(in.text("model"));
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

  /** The parts as the client would have them had nothing been done to its request. */
  private List<Part> restored() {
    boolean answered = parts.stream().anyMatch(this::answers);
    List<Part> made = new ArrayList<>();
    boolean text = false;
    for (Part part : parts) {
      switch (part) {
        case Part.ToolCall call when answers(call) -> made.add(new Part.Text(call.arguments()));
        case Part.ToolCall call ->
            made.add(new Part.ToolCall(call.id(), back.name(call.name()), call.arguments(), null));
        case Part.Text said -> {
          text = true;
          if (!answered && !said.text().isEmpty()) {
            made.add(said);
          }
        }
        default -> made.add(part);
      }
    }
    if (finish() == Finish.REFUSAL && !text && explanation != null && !explanation.isEmpty()) {
      made.add(new Part.Refusal(explanation));
    }
    return made;
  }

  private boolean answers(Part part) {
    return part instanceof Part.ToolCall call && back.answers(call.name());
  }

  private Finish finish() {
    Finish finish = reason == null ? Finish.END : MessagesWords.finish(reason);
    boolean waits =
        parts.stream().anyMatch(part -> part instanceof Part.ToolCall && !answers(part));
    return finish == Finish.TOOL_CALLS && !waits ? Finish.END : finish;
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
