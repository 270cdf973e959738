package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Conversation;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Role;
import dev.sluice.wire.json.JsonKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a request. */
final class ChatMessageReader {
  private static final JsonKey ROLE = JsonKey.of("role");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey REFUSAL = JsonKey.of("refusal");
  private static final JsonKey TOOL_CALLS = JsonKey.of("tool_calls");
  private static final JsonKey TOOL_CALL_ID = JsonKey.of("tool_call_id");
  private static final JsonKey FUNCTION_CALL = JsonKey.of("function_call");
  private static final JsonKey AUDIO = JsonKey.of("audio");

  private final FieldReader in;
  private final Conversation conversation;
  private final Dropped dropped;
  private final ChatPartReader partReader;
  private final ChatThoughtReader thoughtReader;
  private final ChatCallReader callReader;
  private final List<Part> content = new ArrayList<>();
  private final List<Part> thoughts = new ArrayList<>();
  private final List<Part> calls = new ArrayList<>();
  private @Nullable String role;
  private @Nullable String refusal;
  private @Nullable String callId;

  ChatMessageReader(FieldReader in, Conversation conversation, Dropped dropped) {
    this.in = in;
    this.conversation = conversation;
    this.dropped = dropped;
    this.partReader = new ChatPartReader(in);
    this.thoughtReader = new ChatThoughtReader(in, thoughts);
    this.callReader = new ChatCallReader(in, calls);
  }

  /** Reads all messages; false when there is null in their place. */
  boolean read() {
    if (!in.array("messages")) {
      return false;
    }
    while (in.nextObject("messages")) {
      message();
    }
    return true;
  }

  private void message() {
    content.clear();
    calls.clear();
    thoughtReader.reset();
    role = null;
    refusal = null;
    callId = null;
    while (in.member()) {
      if (!said() && !thoughtReader.member()) {
        in.skip();
      }
    }
    thoughtReader.end();
    add();
  }

  private boolean said() {
    if (in.on(ROLE)) {
      role = in.text("messages.role");
    } else if (in.on(CONTENT)) {
      content();
    } else if (in.on(REFUSAL)) {
      refusal = in.text("messages.refusal");
    } else if (in.on(TOOL_CALLS)) {
      callReader.read();
    } else if (in.on(TOOL_CALL_ID)) {
      callId = in.text("messages.tool_call_id");
    } else if (in.on(NAME)) {
      if (in.text("messages.name") != null) {
        dropped.drop("messages.name", "no counterpart");
      }
    } else if (in.on(FUNCTION_CALL) || in.on(AUDIO)) {
      if (!in.skipNull()) {
        throw Dropped.refusal("messages." + in.name(), "it exists on OpenAI's own models only");
      }
    } else {
      return false;
    }
    return true;
  }

  private void content() {
    if (in.isText()) {
      content.add(new Part.Text(in.given(in.text("messages.content"), "messages.content")));
    } else if (in.isArray()) {
      partReader.read(content);
    } else if (!in.skipNull()) {
      throw in.wrong("messages.content", "must be a string or an array");
    }
  }

  private void add() {
    switch (in.given(role, "messages.role")) {
      case "system" -> conversation.add(Role.SYSTEM, content);
      case "developer" -> conversation.add(Role.DEVELOPER, content);
      case "user" -> conversation.add(Role.USER, content);
      case "assistant" -> {
        conversation.add(Role.ASSISTANT, thoughts);
        conversation.add(Role.ASSISTANT, content);
        if (refusal != null && !refusal.isEmpty()) {
          conversation.add(Role.ASSISTANT, new Part.Refusal(refusal));
        }
        conversation.add(Role.ASSISTANT, calls);
      }
      case "tool" ->
          conversation.add(
              Role.USER,
              new Part.ToolResult(
                  in.given(callId, "messages.tool_call_id"), full(content), false, null));
      case "function" ->
          throw Dropped.refusal("messages.role", "functions are called tools by now");
      default ->
          throw in.wrong("messages.role", "must be system, developer, user, assistant or tool");
    }
  }

  /** The parts without the empty ones. */
  private static List<Part> full(List<Part> parts) {
    return parts.stream()
        .filter(part -> !(part instanceof Part.Text text && text.text().isEmpty()))
        .toList();
  }
}
