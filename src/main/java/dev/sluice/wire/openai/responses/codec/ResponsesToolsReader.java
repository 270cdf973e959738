package dev.sluice.wire.openai.responses.codec;

import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.canonical.ToolChoice;
import dev.sluice.wire.canonical.Tools;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a request says of tools: they are flat here. */
final class ResponsesToolsReader {
  private static final JsonKey TOOLS = JsonKey.of("tools");
  private static final JsonKey TOOL_CHOICE = JsonKey.of("tool_choice");
  private static final JsonKey PARALLEL = JsonKey.of("parallel_tool_calls");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey DESCRIPTION = JsonKey.of("description");
  private static final JsonKey PARAMETERS = JsonKey.of("parameters");
  private static final JsonKey STRICT = JsonKey.of("strict");
  private static final JsonKey MODE = JsonKey.of("mode");
  private static final String FUNCTION = "function";

  private final FieldReader in;
  private final List<Tool> tools = new ArrayList<>();
  private @Nullable Set<String> allowed;
  private @Nullable ToolChoice choice;
  private @Nullable Boolean parallel;

  ResponsesToolsReader(FieldReader in) {
    this.in = in;
  }

  /** Reads the member that the reader is on; false when it says nothing of tools. */
  boolean member() {
    if (in.on(TOOLS)) {
      if (in.array("tools")) {
        while (in.item()) {
          tool();
        }
      }
    } else if (in.on(TOOL_CHOICE)) {
      choice();
    } else if (in.on(PARALLEL)) {
      parallel = in.flag("parallel_tool_calls");
    } else {
      return false;
    }
    return true;
  }

  Tools end() {
    Set<String> only = allowed;
    if (only != null) {
      tools.removeIf(tool -> !only.contains(tool.name()));
    }
    return tools.isEmpty() && choice == null && parallel == null
        ? Tools.NONE
        : new Tools(tools, choice, parallel);
  }

  private void tool() {
    if (!in.object("tools")) {
      throw in.wrong("tools", "must hold objects");
    }
    String type = null;
    String name = null;
    String description = null;
    Json parameters = null;
    Boolean strict = null;
    while (in.member()) {
      if (in.on(TYPE)) {
        type = in.text("tools.type");
      } else if (in.on(NAME) && in.isText()) {
        name = in.text("tools.name");
      } else if (in.on(DESCRIPTION) && in.isText()) {
        description = in.text("tools.description");
      } else if (in.on(PARAMETERS)) {
        parameters = in.objectJson("tools.parameters");
      } else if (in.on(STRICT)) {
        strict = in.flag("tools.strict");
      } else {
        in.skip();
      }
    }
    if (!FUNCTION.equals(in.given(type, "tools.type"))) {
      throw foreign("tools.type", type, name);
    }
    tools.add(new Tool(in.given(name, "tools.name"), description, parameters, strict, null));
  }

  private static FailureException foreign(
      String field, @Nullable String type, @Nullable String of) {
    return Dropped.refusal(
        field,
        "it runs function tools only, and `"
            + type
            + (of == null ? "` is none" : "` tools such as `" + of + "` are none"));
  }

  private void choice() {
    if (in.isText()) {
      choice = choice(in.text("tool_choice"));
      return;
    }
    if (!in.object("tool_choice")) {
      choice = null;
      return;
    }
    String type = null;
    String name = null;
    ToolChoice mode = null;
    Set<String> names = new HashSet<>();
    while (in.member()) {
      if (in.on(TYPE)) {
        type = in.text("tool_choice.type");
      } else if (in.on(NAME)) {
        name = in.text("tool_choice.name");
      } else if (in.on(MODE)) {
        mode = choice(in.text("tool_choice.mode"));
      } else if (in.on(TOOLS)) {
        names(names);
      } else {
        in.skip();
      }
    }
    switch (in.given(type, "tool_choice.type")) {
      case FUNCTION -> choice = new ToolChoice.Named(in.given(name, "tool_choice.name"));
      case "allowed_tools" -> {
        choice = mode;
        allowed = names;
      }
      default -> throw foreign("tool_choice.type", type, null);
    }
  }

  private ToolChoice choice(@Nullable String word) {
    return switch (word) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      case "required" -> new ToolChoice.Required();
      case null, default ->
          throw in.wrong("tool_choice", "must be none, auto, required or an object");
    };
  }

  private void names(Set<String> names) {
    if (!in.array("tool_choice.tools")) {
      return;
    }
    while (in.item()) {
      String name = null;
      if (in.object("tool_choice.tools")) {
        while (in.member()) {
          if (in.on(NAME)) {
            name = in.text("tool_choice.tools.name");
          } else {
            in.skip();
          }
        }
      }
      names.add(in.given(name, "tool_choice.tools.name"));
    }
  }
}
