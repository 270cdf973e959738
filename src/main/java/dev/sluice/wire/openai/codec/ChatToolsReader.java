package dev.sluice.wire.openai.codec;

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

/** Reads what a request says of tools. */
final class ChatToolsReader {
  private static final JsonKey TOOLS = JsonKey.of("tools");
  private static final JsonKey TOOL_CHOICE = JsonKey.of("tool_choice");
  private static final JsonKey PARALLEL = JsonKey.of("parallel_tool_calls");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey FUNCTION = JsonKey.of("function");
  private static final JsonKey ALLOWED = JsonKey.of("allowed_tools");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey DESCRIPTION = JsonKey.of("description");
  private static final JsonKey PARAMETERS = JsonKey.of("parameters");
  private static final JsonKey STRICT = JsonKey.of("strict");
  private static final JsonKey MODE = JsonKey.of("mode");

  private final FieldReader in;
  private final List<Tool> tools = new ArrayList<>();
  private @Nullable Set<String> allowed;
  private @Nullable ToolChoice choice;
  private @Nullable Boolean parallel;

  ChatToolsReader(FieldReader in) {
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
    Function function = new Function();
    String type = null;
    boolean given = false;
    while (in.member()) {
      if (in.on(TYPE)) {
        type = in.text("tools.type");
      } else if (in.on(FUNCTION)) {
        given = function.read(in, "tools.function");
      } else if (!function.hint(in)) {
        in.skip();
      }
    }
    if (type != null && !type.equals("function")) {
      throw Dropped.refusal("tools.type", "it knows function tools only");
    }
    if (!given) {
      throw in.wrong("tools.function", "must be given");
    }
    tools.add(
        new Tool(
            in.given(function.name, "tools.function.name"),
            function.description,
            function.parameters,
            function.strict,
            function.cache.hint()));
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
    Function function = new Function();
    String type = null;
    boolean given = false;
    while (in.member()) {
      if (in.on(TYPE)) {
        type = in.text("tool_choice.type");
      } else if (in.on(FUNCTION)) {
        given = function.read(in, "tool_choice.function");
      } else if (in.on(ALLOWED)) {
        allowed();
      } else {
        in.skip();
      }
    }
    if ("function".equals(type) || (type == null && given)) {
      choice = new ToolChoice.Named(in.given(function.name, "tool_choice.function.name"));
    } else if (!"allowed_tools".equals(type)) {
      throw Dropped.refusal("tool_choice.type", "it knows function tools only");
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

  private void allowed() {
    Set<String> names = new HashSet<>();
    if (!in.object("tool_choice.allowed_tools")) {
      return;
    }
    while (in.member()) {
      if (in.on(MODE)) {
        choice = choice(in.text("tool_choice.allowed_tools.mode"));
      } else if (in.on(TOOLS)) {
        names(names);
      } else {
        in.skip();
      }
    }
    allowed = names;
  }

  private void names(Set<String> names) {
    String field = "tool_choice.allowed_tools.tools";
    if (!in.array(field)) {
      return;
    }
    while (in.item()) {
      Function function = new Function();
      boolean given = false;
      if (in.object(field)) {
        while (in.member()) {
          if (in.on(FUNCTION)) {
            given = function.read(in, field);
          } else {
            in.skip();
          }
        }
      }
      names.add(in.given(given ? function.name : null, field));
    }
  }

  /** A function as it is offered or named. */
  private static final class Function {
    private final CacheField cache = new CacheField();
    private @Nullable String name;
    private @Nullable String description;
    private @Nullable Json parameters;
    private @Nullable Boolean strict;

    boolean hint(FieldReader in) {
      return cache.member(in);
    }

    boolean read(FieldReader in, String field) {
      if (!in.object(field)) {
        return false;
      }
      while (in.member()) {
        if (in.on(NAME)) {
          name = in.text(field + ".name");
        } else if (in.on(DESCRIPTION)) {
          description = in.text(field + ".description");
        } else if (in.on(PARAMETERS)) {
          parameters = in.objectJson(field + ".parameters");
        } else if (in.on(STRICT)) {
          strict = in.flag(field + ".strict");
        } else if (!cache.member(in)) {
          in.skip();
        }
      }
      return true;
    }
  }
}
