package dev.sluice.wire.anthropic;

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
import dev.sluice.wire.canonical.ThinkingReader;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a Messages request into canonical form, in one pass. */
public final class MessagesRequestReader {
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey MAX_TOKENS = JsonKey.of("max_tokens");
  private static final JsonKey SYSTEM = JsonKey.of("system");
  private static final JsonKey MESSAGES = JsonKey.of("messages");
  private static final JsonKey ROLE = JsonKey.of("role");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey STOP = JsonKey.of("stop_sequences");
  private static final JsonKey STREAM = JsonKey.of("stream");
  private static final JsonKey TEMPERATURE = JsonKey.of("temperature");
  private static final JsonKey TOP_P = JsonKey.of("top_p");
  private static final JsonKey TOP_K = JsonKey.of("top_k");
  private static final JsonKey THINKING = JsonKey.of("thinking");
  private static final JsonKey METADATA = JsonKey.of("metadata");
  private static final JsonKey USER_ID = JsonKey.of("user_id");
  private static final JsonKey TIER = JsonKey.of("service_tier");
  private static final JsonKey OUTPUT = JsonKey.of("output_config");
  private static final JsonKey EFFORT = JsonKey.of("effort");
  private static final JsonKey FORMAT = JsonKey.of("format");
  private static final JsonKey SCHEMA = JsonKey.of("schema");

  /** Fields without which the answer would be another thing than was asked for. */
  private static final Set<String> SHAPING = Set.of("mcp_servers", "container");

  private final FieldReader in = new FieldReader(FieldReader.Author.CLIENT);
  private final MessagesToolsReader tools = new MessagesToolsReader(in);
  private final ThinkingReader thinking = new ThinkingReader();
  private final MessagesBlockReader blocks;
  private final Dropped dropped;
  private final List<Part> system = new ArrayList<>();
  private final Conversation conversation = new Conversation();
  private final List<Part> said = new ArrayList<>();
  private final List<String> stop = new ArrayList<>();
  private boolean spoken;
  private @Nullable String model;
  private @Nullable Long maxTokens;
  private @Nullable Double temperature;
  private @Nullable Double topP;
  private @Nullable Long topK;
  private @Nullable Effort effort;
  private ResponseFormat format = new ResponseFormat.Free();
  private @Nullable String user;
  private @Nullable ServiceTier tier;
  private boolean stream;

  private MessagesRequestReader(Dropped dropped) {
    this.dropped = dropped;
    this.blocks = new MessagesBlockReader(in, dropped);
  }

  /**
   * The request that a body holds. Throws {@link FailureException} with a {@link
   * Failure.BadRequest} when it holds none, or one that the canonical form cannot carry.
   *
   * @param dropped told of fields that the canonical form has no place for
   */
  public static CanonicalRequest read(Buffer body, Dropped dropped) {
    MessagesRequestReader reader = new MessagesRequestReader(dropped);
    return reader.in.document(Bytes.of(body), reader::read);
  }

  private CanonicalRequest read() {
    while (in.member()) {
      if (!(subject() || bounds() || sampling() || house() || tools.member())) {
        other();
      }
    }
    in.end();
    if (!spoken) {
      throw in.wrong("messages", "must be given");
    }
    if (in.given(maxTokens, "max_tokens") < 1) {
      throw in.wrong("max_tokens", "must be at least 1");
    }
    return new CanonicalRequest(
        in.given(model, "model"),
        messages(),
        tools.end(),
        format,
        new Sampling(temperature, topP, topK, null, null, null, null),
        thinking.thinking(effort),
        stop,
        in.given(maxTokens, "max_tokens"),
        1,
        -1,
        user,
        tier,
        stream,
        stream);
  }

  /** What the system says comes first, wherever it stood. */
  private List<Message> messages() {
    Conversation whole = new Conversation();
    whole.add(Role.SYSTEM, system);
    for (Message message : conversation.end()) {
      whole.add(message.role(), message.parts());
    }
    return whole.end();
  }

  private boolean subject() {
    if (in.on(MODEL)) {
      model = in.text("model");
    } else if (in.on(MESSAGES)) {
      spoken = said();
    } else if (in.on(SYSTEM)) {
      blocks.read(system, "system");
    } else if (in.on(STREAM)) {
      stream = Boolean.TRUE.equals(in.flag("stream"));
    } else {
      return false;
    }
    return true;
  }

  private boolean said() {
    if (!in.array("messages")) {
      return false;
    }
    while (in.nextObject("messages")) {
      message();
    }
    return true;
  }

  private void message() {
    String role = null;
    said.clear();
    while (in.member()) {
      if (in.on(ROLE)) {
        role = in.text("messages.role");
      } else if (in.on(CONTENT)) {
        blocks.read(said, "messages.content");
      } else {
        in.skip();
      }
    }
    Role who =
        switch (role) {
          case "user" -> Role.USER;
          case "assistant" -> Role.ASSISTANT;
          case "system" -> Role.SYSTEM;
          case null, default -> throw in.wrong("messages.role", "must be user or assistant");
        };
    conversation.add(who, said);
  }

  private boolean bounds() {
    if (in.on(MAX_TOKENS)) {
      maxTokens = in.whole("max_tokens");
    } else if (in.on(STOP)) {
      if (in.array("stop_sequences")) {
        while (in.item()) {
          stop.add(in.given(in.text("stop_sequences"), "stop_sequences"));
        }
      }
    } else if (in.on(THINKING)) {
      thinking.read(in);
    } else if (in.on(OUTPUT)) {
      output();
    } else {
      return false;
    }
    return true;
  }

  private void output() {
    if (!in.object("output_config")) {
      return;
    }
    while (in.member()) {
      if (in.on(EFFORT)) {
        String said = in.text("output_config.effort");
        effort = said == null ? null : Effort.named(said);
      } else if (in.on(FORMAT)) {
        format();
      } else {
        in.skip();
      }
    }
  }

  private void format() {
    if (!in.object("output_config.format")) {
      return;
    }
    Json schema = null;
    while (in.member()) {
      if (in.on(SCHEMA)) {
        schema = in.objectJson("output_config.format.schema");
      } else {
        in.skip();
      }
    }
    // The dialect gives schemas no names, others ask for one; and it keeps them strictly.
    format =
        new ResponseFormat.Schema(
            "output", null, in.given(schema, "output_config.format.schema"), true);
  }

  private boolean sampling() {
    if (in.on(TEMPERATURE)) {
      temperature = in.decimal("temperature");
    } else if (in.on(TOP_P)) {
      topP = in.decimal("top_p");
    } else if (in.on(TOP_K)) {
      topK = in.whole("top_k");
    } else {
      return false;
    }
    return true;
  }

  private boolean house() {
    if (in.on(METADATA)) {
      if (in.object("metadata")) {
        while (in.member()) {
          if (in.on(USER_ID)) {
            user = in.text("metadata.user_id");
          } else {
            in.skip();
          }
        }
      }
    } else if (in.on(TIER)) {
      tier = MessagesWords.tier(in.text("service_tier"));
    } else {
      return false;
    }
    return true;
  }

  /** A field that has no place, or of which nobody has heard. */
  private void other() {
    String name = in.name();
    Json value = in.json();
    if (value == null || value.text().equals("[]")) {
      return;
    }
    if (SHAPING.contains(name)) {
      throw Dropped.refusal(name, "it exists at Anthropic only");
    }
    dropped.drop(name, "no counterpart");
  }
}
