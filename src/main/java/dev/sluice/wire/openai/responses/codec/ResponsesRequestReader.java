package dev.sluice.wire.openai.responses.codec;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Conversation;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Effort;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.Role;
import dev.sluice.wire.canonical.Sampling;
import dev.sluice.wire.canonical.ServiceTier;
import dev.sluice.wire.canonical.Thinking;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.openai.codec.NamedSchema;
import dev.sluice.wire.openai.codec.OpenAiWords;
import dev.sluice.wire.openai.codec.ToolsReader;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a request into canonical form, in one pass. */
public final class ResponsesRequestReader {
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey INPUT = JsonKey.of("input");
  private static final JsonKey INSTRUCTIONS = JsonKey.of("instructions");
  private static final JsonKey STREAM = JsonKey.of("stream");
  private static final JsonKey MAX_TOKENS = JsonKey.of("max_output_tokens");
  private static final JsonKey REASONING = JsonKey.of("reasoning");
  private static final JsonKey EFFORT = JsonKey.of("effort");
  private static final JsonKey TOP_LOGPROBS = JsonKey.of("top_logprobs");
  private static final JsonKey INCLUDE = JsonKey.of("include");
  private static final JsonKey TEMPERATURE = JsonKey.of("temperature");
  private static final JsonKey TOP_P = JsonKey.of("top_p");
  private static final JsonKey TEXT = JsonKey.of("text");
  private static final JsonKey FORMAT = JsonKey.of("format");
  private static final JsonKey VERBOSITY = JsonKey.of("verbosity");
  private static final JsonKey SCHEMA = JsonKey.of("schema");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey USER = JsonKey.of("user");
  private static final JsonKey SAFETY_ID = JsonKey.of("safety_identifier");
  private static final JsonKey TIER = JsonKey.of("service_tier");
  private static final JsonKey PREVIOUS = JsonKey.of("previous_response_id");
  private static final JsonKey CONVERSATION = JsonKey.of("conversation");
  private static final JsonKey PROMPT = JsonKey.of("prompt");
  private static final JsonKey BACKGROUND = JsonKey.of("background");

  /** Fields that are served here, or that say what is done anyway. */
  private static final Set<String> SERVED = Set.of("metadata", "store", "stream_options");

  private static final int MOST_LOGPROBS = 20;

  private final FieldReader in = new FieldReader(FieldReader.Author.CLIENT);
  private final Conversation conversation = new Conversation();
  private final ResponsesItemReader items;
  private final ToolsReader tools = new ToolsReader(in, new ResponsesFunctions(in));
  private final Dropped dropped;
  private @Nullable String model;
  private boolean spoken;
  private @Nullable String instructions;
  private boolean stream;
  private long maxTokens;
  private @Nullable Effort effort;
  private long topLogprobs;
  private boolean logprobs;
  private @Nullable Double temperature;
  private @Nullable Double topP;
  private ResponseFormat format = new ResponseFormat.Free();
  private @Nullable String user;
  private @Nullable String safetyId;
  private @Nullable ServiceTier tier;

  private ResponsesRequestReader(Dropped dropped) {
    this.dropped = dropped;
    this.items = new ResponsesItemReader(in, conversation, dropped);
  }

  /** A request, and what its answer repeats of it. */
  record Read(CanonicalRequest request, ResponsesEcho echo) {}

  /**
   * The request that a body holds. Throws {@link FailureException} with a {@link
   * Failure.BadRequest} when it holds none, or one that the canonical form cannot carry.
   *
   * @param dropped told of fields that the canonical form has no place for
   */
  public static CanonicalRequest read(Buffer body, Dropped dropped) {
    return echoed(body, dropped).request();
  }

  static Read echoed(Buffer body, Dropped dropped) {
    Bytes bytes = Bytes.of(body);
    ResponsesRequestReader reader = new ResponsesRequestReader(dropped);
    return reader.in.document(bytes, () -> reader.read(new ResponsesEcho(bytes.array())));
  }

  private Read read(ResponsesEcho echo) {
    while (in.member()) {
      int field = ResponsesEcho.field(in);
      int from = in.at();
      if (!(subject() || bounds() || shape() || house() || tools.member())) {
        other();
      }
      echo.keep(field, from, in.at());
    }
    in.end();
    if (!spoken) {
      throw in.wrong("input", "must be given");
    }
    return new Read(request(), echo);
  }

  private CanonicalRequest request() {
    return new CanonicalRequest(
        in.given(model, "model"),
        messages(),
        tools.end(),
        format,
        new Sampling(temperature, topP, null, null, null, null, null),
        effort == null ? null : new Thinking(null, 0, effort),
        List.of(),
        maxTokens,
        1,
        logprobs ? (int) topLogprobs : -1,
        user == null ? safetyId : user,
        tier,
        stream,
        stream);
  }

  private List<Message> messages() {
    List<Message> said = conversation.end();
    if (instructions == null || instructions.isEmpty()) {
      return said;
    }
    Conversation whole = new Conversation();
    whole.add(Role.SYSTEM, new Part.Text(instructions));
    for (Message message : said) {
      whole.add(message.role(), message.parts());
    }
    return whole.end();
  }

  private boolean subject() {
    if (in.on(MODEL)) {
      model = in.text("model");
    } else if (in.on(INPUT)) {
      spoken = items.read();
    } else if (in.on(INSTRUCTIONS)) {
      instructions = in.text("instructions");
    } else if (in.on(STREAM)) {
      stream = Boolean.TRUE.equals(in.flag("stream"));
    } else if (in.on(TEMPERATURE)) {
      temperature = in.decimal("temperature");
    } else if (in.on(TOP_P)) {
      topP = in.decimal("top_p");
    } else {
      return false;
    }
    return true;
  }

  private boolean bounds() {
    if (in.on(MAX_TOKENS)) {
      Long number = in.whole("max_output_tokens");
      if (number != null && number < 1) {
        throw in.wrong("max_output_tokens", "must be at least 1");
      }
      maxTokens = number == null ? 0 : number;
    } else if (in.on(REASONING)) {
      reasoning();
    } else if (in.on(TOP_LOGPROBS)) {
      Long number = in.whole("top_logprobs");
      topLogprobs = number == null ? 0 : Math.clamp(number, 0, MOST_LOGPROBS);
      logprobs |= topLogprobs > 0;
    } else if (in.on(INCLUDE)) {
      include();
    } else {
      return false;
    }
    return true;
  }

  private void reasoning() {
    if (in.object("reasoning")) {
      while (in.member()) {
        if (in.on(EFFORT)) {
          effort = OpenAiWords.effort(in, "reasoning.effort");
        } else {
          // Thoughts are shown wherever the provider shows them.
          in.skip();
        }
      }
    }
  }

  private void include() {
    if (in.array("include")) {
      while (in.item()) {
        String what = in.given(in.text("include"), "include");
        if (what.equals(ResponsesWords.LOGPROBS)) {
          logprobs = true;
        } else if (!what.equals(ResponsesWords.ENCRYPTED)) {
          dropped.drop("include", "there is no such thing in the answer");
        }
      }
    }
  }

  private boolean shape() {
    if (!in.on(TEXT)) {
      return false;
    }
    if (in.object("text")) {
      while (in.member()) {
        if (in.on(FORMAT)) {
          format();
        } else if (in.on(VERBOSITY)) {
          String verbosity = in.text("text.verbosity");
          if (verbosity != null && !verbosity.equals("medium")) {
            dropped.drop("text.verbosity", "no counterpart");
          }
        } else {
          in.skip();
        }
      }
    }
    return true;
  }

  private void format() {
    if (!in.object("text.format")) {
      return;
    }
    String type = null;
    NamedSchema schema = new NamedSchema(in, "text.format", SCHEMA);
    while (in.member()) {
      if (in.on(TYPE)) {
        type = in.text("text.format.type");
      } else if (!schema.member()) {
        in.skip();
      }
    }
    format = OpenAiWords.format(in, "text.format", type, () -> format(schema));
  }

  private ResponseFormat.Schema format(NamedSchema told) {
    return new ResponseFormat.Schema(
        told.name(),
        told.description(),
        in.given(told.schema(), "text.format.schema"),
        told.strict());
  }

  private boolean house() {
    if (in.on(USER)) {
      user = in.text("user");
    } else if (in.on(SAFETY_ID)) {
      safetyId = in.text("safety_identifier");
    } else if (in.on(TIER)) {
      tier = OpenAiWords.tier(in.text("service_tier"));
    } else {
      return stored();
    }
    return true;
  }

  /** What only who stores responses can serve is refused, as the API refuses what it lacks. */
  private boolean stored() {
    if (in.on(PREVIOUS)) {
      String id = in.text("previous_response_id");
      if (id != null) {
        throw missing(
            "Previous response with id '" + id + "' not found",
            "previous_response_id",
            "previous_response_not_found");
      }
    } else if (in.on(CONVERSATION)) {
      if (in.json() != null) {
        throw missing("Conversation not found", "conversation", "conversation_not_found");
      }
    } else if (in.on(PROMPT)) {
      if (in.json() != null) {
        throw missing("Prompt not found", "prompt", "prompt_not_found");
      }
    } else if (in.on(BACKGROUND)) {
      if (Boolean.TRUE.equals(in.flag("background"))) {
        throw Dropped.refusal("background", "a response in the background needs a store");
      }
    } else {
      return false;
    }
    return true;
  }

  private static FailureException missing(String what, String field, String code) {
    return new FailureException(
        new Failure.BadRequest(
            what + ": nothing is stored for this model. Send all of it with `input`.",
            field,
            code));
  }

  /** A field that has no place, or of which nobody has heard. */
  private void other() {
    String name = in.name();
    if (in.skipNull()) {
      return;
    }
    if (name.equals("moderation")) {
      throw Dropped.refusal(name, "it exists on OpenAI's own models only");
    }
    String said = text();
    boolean usual = name.equals("truncation") && "disabled".equals(said);
    if (!usual && !SERVED.contains(name)) {
      dropped.drop(name, "no counterpart");
    }
  }

  /** The text of the value that the reader is on, null for anything else. */
  private @Nullable String text() {
    if (in.isText()) {
      return in.text("body");
    }
    in.skip();
    return null;
  }
}
