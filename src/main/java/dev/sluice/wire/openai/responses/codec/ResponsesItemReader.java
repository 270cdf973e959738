package dev.sluice.wire.openai.responses.codec;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.Conversation;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Role;
import dev.sluice.wire.json.JsonKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the items of a request's input. */
final class ResponsesItemReader {
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey ROLE = JsonKey.of("role");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey CALL_ID = JsonKey.of("call_id");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey ARGUMENTS = JsonKey.of("arguments");
  private static final JsonKey OUTPUT = JsonKey.of("output");
  private static final JsonKey SUMMARY = JsonKey.of("summary");
  private static final JsonKey ENCRYPTED = JsonKey.of("encrypted_content");

  private static final Set<String> KNOWN =
      Set.of("message", "function_call", "function_call_output", "reasoning");

  /** What a provider has done by itself, whose results the model has since put in its words. */
  private static final Set<String> DONE_THERE =
      Set.of(
          "web_search_call",
          "file_search_call",
          "code_interpreter_call",
          "image_generation_call",
          "mcp_list_tools",
          "mcp_call");

  private final FieldReader in;
  private final Conversation conversation;
  private final Dropped dropped;
  private final ResponsesPartReader partReader;
  private final List<Part> content = new ArrayList<>();
  private final List<Part> summary = new ArrayList<>();
  private @Nullable String type;
  private @Nullable String role;
  private @Nullable String callId;
  private @Nullable String name;
  private @Nullable String arguments;
  private @Nullable String encrypted;

  ResponsesItemReader(FieldReader in, Conversation conversation, Dropped dropped) {
    this.in = in;
    this.conversation = conversation;
    this.dropped = dropped;
    this.partReader = new ResponsesPartReader(in);
  }

  /** Reads the text or the items that the reader is on; false when there is null in their place. */
  boolean read() {
    if (in.isText()) {
      conversation.add(Role.USER, new Part.Text(in.given(in.text("input"), "input")));
      return true;
    }
    if (!in.isArray() && !in.skipNull()) {
      throw in.wrong("input", "must be a string or an array");
    }
    if (!in.isArray() || !in.array("input")) {
      return false;
    }
    while (in.nextObject("input")) {
      item();
    }
    return true;
  }

  private void item() {
    content.clear();
    summary.clear();
    type = null;
    role = null;
    callId = null;
    name = null;
    arguments = null;
    encrypted = null;
    while (in.member()) {
      // What is of another kind may have anything in fields of these names.
      boolean known = type == null || KNOWN.contains(type);
      if (!known || !(said() || called())) {
        in.skip();
      }
    }
    add(type == null && role != null ? "message" : in.given(type, "input.type"));
  }

  private boolean said() {
    if (in.on(TYPE)) {
      type = in.text("input.type");
    } else if (in.on(ROLE)) {
      role = in.text("input.role");
    } else if (in.on(CONTENT)) {
      partReader.read(content);
    } else if (in.on(SUMMARY)) {
      partReader.read(summary);
    } else if (in.on(ENCRYPTED)) {
      encrypted = in.text("input.encrypted_content");
    } else {
      return false;
    }
    return true;
  }

  private boolean called() {
    if (in.on(CALL_ID)) {
      callId = in.text("input.call_id");
    } else if (in.on(NAME) && in.isText()) {
      name = in.text("input.name");
    } else if (in.on(ARGUMENTS) && in.isText()) {
      arguments = in.text("input.arguments");
    } else if (in.on(OUTPUT) && (in.isText() || in.isArray())) {
      partReader.read(content);
    } else {
      return false;
    }
    return true;
  }

  private void add(String kind) {
    switch (kind) {
      case "message" -> message();
      case "function_call" ->
          conversation.add(
              Role.ASSISTANT,
              new Part.ToolCall(
                  in.given(callId, "input.call_id"),
                  in.given(name, "input.name"),
                  in.given(arguments, "input.arguments"),
                  null));
      case "function_call_output" ->
          conversation.add(
              Role.USER,
              new Part.ToolResult(in.given(callId, "input.call_id"), full(content), false, null));
      case "reasoning" -> {
        Part thought = Seals.thought(text(summary.isEmpty() ? content : summary), encrypted);
        if (thought != null) {
          conversation.add(Role.ASSISTANT, thought);
        }
      }
      case "item_reference" -> throw unstored();
      default -> other(kind);
    }
  }

  private void message() {
    switch (in.given(role, "input.role")) {
      case "user" -> conversation.add(Role.USER, content);
      case "assistant" -> conversation.add(Role.ASSISTANT, content);
      case "system" -> conversation.add(Role.SYSTEM, content);
      case "developer" -> conversation.add(Role.DEVELOPER, content);
      default -> throw in.wrong("input.role", "must be user, assistant, system or developer");
    }
  }

  private void other(String kind) {
    if (!DONE_THERE.contains(kind)) {
      throw Dropped.refusal("input.type", "it does not know items of type `" + kind + "`");
    }
    dropped.drop("input." + kind, "only the provider that made it can read it");
  }

  private static FailureException unstored() {
    return new FailureException(
        new Failure.BadRequest(
            "The item that `input` refers to is not found: nothing is stored for this model. Give"
                + " the item itself.",
            "input",
            "item_not_found"));
  }

  private static String text(List<Part> parts) {
    StringBuilder all = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Text said) {
        all.append(all.isEmpty() ? "" : "\n\n").append(said.text());
      }
    }
    return all.toString();
  }

  /** The parts without the empty ones. */
  private static List<Part> full(List<Part> parts) {
    return parts.stream()
        .filter(part -> !(part instanceof Part.Text said && said.text().isEmpty()))
        .toList();
  }
}
