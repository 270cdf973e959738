package dev.sluice.wire.openai.codec;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Conversation;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Effort;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.Sampling;
import dev.sluice.wire.canonical.ServiceTier;
import dev.sluice.wire.canonical.ThinkingReader;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a chat request into canonical form, in one pass. */
public final class ChatRequestReader {
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey MESSAGES = JsonKey.of("messages");
  private static final JsonKey MAX_COMPLETION_TOKENS = JsonKey.of("max_completion_tokens");
  private static final JsonKey MAX_TOKENS = JsonKey.of("max_tokens");
  private static final JsonKey TEMPERATURE = JsonKey.of("temperature");
  private static final JsonKey TOP_P = JsonKey.of("top_p");
  private static final JsonKey TOP_K = JsonKey.of("top_k");
  private static final JsonKey FREQUENCY = JsonKey.of("frequency_penalty");
  private static final JsonKey PRESENCE = JsonKey.of("presence_penalty");
  private static final JsonKey SEED = JsonKey.of("seed");
  private static final JsonKey BIAS = JsonKey.of("logit_bias");
  private static final JsonKey STOP = JsonKey.of("stop");
  private static final JsonKey CHOICES = JsonKey.of("n");
  private static final JsonKey LOGPROBS = JsonKey.of("logprobs");
  private static final JsonKey TOP_LOGPROBS = JsonKey.of("top_logprobs");
  private static final JsonKey FORMAT = JsonKey.of("response_format");
  private static final JsonKey EFFORT = JsonKey.of("reasoning_effort");
  private static final JsonKey THINKING = JsonKey.of("thinking");
  private static final JsonKey USER = JsonKey.of("user");
  private static final JsonKey SAFETY_ID = JsonKey.of("safety_identifier");
  private static final JsonKey TIER = JsonKey.of("service_tier");
  private static final JsonKey STREAM = JsonKey.of("stream");
  private static final JsonKey STREAM_OPTIONS = JsonKey.of("stream_options");
  private static final JsonKey INCLUDE_USAGE = JsonKey.of("include_usage");
  private static final JsonKey SCHEMA = JsonKey.of("schema");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey SCHEMA_FORMAT = JsonKey.of("json_schema");

  /** Fields without which the answer would be another thing than was asked for. */
  private static final Set<String> SHAPING =
      Set.of("audio", "functions", "function_call", "web_search_options", "moderation");

  private static final int MAX_CHOICES = 128;

  private final FieldReader in = new FieldReader(FieldReader.Author.CLIENT);
  private final Conversation conversation = new Conversation();
  private final ChatMessageReader messages;
  private final ToolsReader tools = new ToolsReader(in, new ChatFunctions(in));
  private final ThinkingReader thinking = new ThinkingReader();
  private final Dropped dropped;
  private final List<String> stop = new ArrayList<>();
  private @Nullable String model;
  private boolean spoken;
  private @Nullable Long completionTokens;
  private @Nullable Long maxTokens;
  private @Nullable Double temperature;
  private @Nullable Double topP;
  private @Nullable Long topK;
  private @Nullable Double frequency;
  private @Nullable Double presence;
  private @Nullable Long seed;
  private @Nullable Json bias;
  private long choices = 1;
  private boolean logprobs;
  private long topLogprobs;
  private ResponseFormat format = new ResponseFormat.Free();
  private @Nullable Effort effort;
  private @Nullable String user;
  private @Nullable String safetyId;
  private @Nullable ServiceTier tier;
  private boolean stream;
  private boolean usageWanted;

  private ChatRequestReader(Dropped dropped) {
    this.dropped = dropped;
    this.messages = new ChatMessageReader(in, conversation, dropped);
  }

  /**
   * The request that a body holds. Throws {@link FailureException} with a {@link
   * Failure.BadRequest} when it holds none, or one that the canonical form cannot carry.
   *
   * @param dropped told of fields that the canonical form has no place for
   */
  public static CanonicalRequest read(Buffer body, Dropped dropped) {
    ChatRequestReader reader = new ChatRequestReader(dropped);
    return reader.in.document(Bytes.of(body), reader::read);
  }

  private CanonicalRequest read() {
    while (in.member()) {
      if (!(subject() || bounds() || sampling() || shape() || house() || tools.member())) {
        other();
      }
    }
    in.end();
    if (!spoken) {
      throw in.wrong("messages", "must be given");
    }
    Long bound = completionTokens == null ? maxTokens : completionTokens;
    return new CanonicalRequest(
        in.given(model, "model"),
        conversation.end(),
        tools.end(),
        format,
        new Sampling(temperature, topP, topK, frequency, presence, seed, bias),
        thinking.thinking(effort),
        stop,
        bound == null ? 0 : bound,
        (int) choices,
        logprobs ? (int) topLogprobs : -1,
        user == null ? safetyId : user,
        tier,
        stream,
        usageWanted);
  }

  private boolean subject() {
    if (in.on(MODEL)) {
      model = in.text("model");
    } else if (in.on(MESSAGES)) {
      spoken = messages.read();
    } else if (in.on(STREAM)) {
      stream = Boolean.TRUE.equals(in.flag("stream"));
    } else if (in.on(STREAM_OPTIONS)) {
      streamOptions();
    } else {
      return false;
    }
    return true;
  }

  private void streamOptions() {
    if (in.object("stream_options")) {
      while (in.member()) {
        if (in.on(INCLUDE_USAGE)) {
          usageWanted = Boolean.TRUE.equals(in.flag("stream_options.include_usage"));
        } else {
          in.skip();
        }
      }
    }
  }

  private boolean bounds() {
    if (in.on(MAX_COMPLETION_TOKENS)) {
      completionTokens = positive("max_completion_tokens");
    } else if (in.on(MAX_TOKENS)) {
      maxTokens = positive("max_tokens");
    } else if (in.on(CHOICES)) {
      Long number = positive("n");
      choices = number == null ? 1 : number;
      if (choices > MAX_CHOICES) {
        throw in.wrong("n", "must be at most " + MAX_CHOICES);
      }
    } else if (in.on(STOP)) {
      stops();
    } else if (in.on(EFFORT)) {
      effort = OpenAiWords.effort(in, "reasoning_effort");
    } else if (in.on(THINKING)) {
      thinking.read(in);
    } else {
      return false;
    }
    return true;
  }

  private @Nullable Long positive(String field) {
    Long number = in.whole(field);
    if (number != null && number < 1) {
      throw in.wrong(field, "must be at least 1");
    }
    return number;
  }

  private void stops() {
    stop.clear();
    if (in.isText()) {
      stop.add(in.given(in.text("stop"), "stop"));
    } else if (in.array("stop")) {
      while (in.item()) {
        stop.add(in.given(in.text("stop"), "stop"));
      }
    }
  }

  private boolean sampling() {
    if (in.on(TEMPERATURE)) {
      temperature = in.decimal("temperature");
    } else if (in.on(TOP_P)) {
      topP = in.decimal("top_p");
    } else if (in.on(TOP_K)) {
      topK = in.whole("top_k");
    } else if (in.on(FREQUENCY)) {
      frequency = in.decimal("frequency_penalty");
    } else if (in.on(PRESENCE)) {
      presence = in.decimal("presence_penalty");
    } else if (in.on(SEED)) {
      seed = in.whole("seed");
    } else if (in.on(BIAS)) {
      bias = in.objectJson("logit_bias");
    } else {
      return false;
    }
    return true;
  }

  private boolean shape() {
    if (in.on(LOGPROBS)) {
      logprobs = Boolean.TRUE.equals(in.flag("logprobs"));
    } else if (in.on(TOP_LOGPROBS)) {
      Long number = in.whole("top_logprobs");
      topLogprobs = number == null ? 0 : Math.clamp(number, 0, 20);
    } else if (in.on(FORMAT)) {
      format();
    } else {
      return false;
    }
    return true;
  }

  private void format() {
    if (!in.object("response_format")) {
      return;
    }
    String type = null;
    NamedSchema schema = null;
    while (in.member()) {
      if (in.on(TYPE)) {
        type = in.text("response_format.type");
      } else if (in.on(SCHEMA_FORMAT)) {
        schema = schema();
      } else {
        in.skip();
      }
    }
    NamedSchema told = schema;
    format = OpenAiWords.format(in, "response_format", type, () -> format(told));
  }

  private @Nullable NamedSchema schema() {
    String field = "response_format.json_schema";
    if (!in.object(field)) {
      return null;
    }
    NamedSchema schema = new NamedSchema(in, field, SCHEMA);
    while (in.member()) {
      if (!schema.member()) {
        in.skip();
      }
    }
    return schema;
  }

  private ResponseFormat.Schema format(@Nullable NamedSchema given) {
    NamedSchema told = in.given(given, "response_format.json_schema");
    Json schema = told.schema();
    return new ResponseFormat.Schema(
        told.name(),
        told.description(),
        schema == null ? Json.EMPTY_OBJECT : schema,
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
      return false;
    }
    return true;
  }

  /** A field that has no place, or of which nobody has heard. */
  private void other() {
    String name = in.name();
    if (in.skipNull()) {
      return;
    }
    if (SHAPING.contains(name)) {
      throw Dropped.refusal(name, "it exists on OpenAI's own models only");
    }
    Json value = in.json();
    if (name.equals("modalities") && value != null && value.text().contains("\"audio\"")) {
      throw Dropped.refusal(name, "it answers with text only");
    }
    dropped.drop(name, "no counterpart");
  }
}
