package dev.sluice.wire.anthropic;

import dev.sluice.wire.canonical.CacheHint;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.canonical.ToolChoice;
import dev.sluice.wire.canonical.Toolbox;
import dev.sluice.wire.canonical.Tools;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;

/** Reads what a request says of tools. */
final class MessagesToolsReader {
  private static final JsonKey TOOLS = JsonKey.of("tools");
  private static final JsonKey CHOICE = JsonKey.of("tool_choice");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey DESCRIPTION = JsonKey.of("description");
  private static final JsonKey SCHEMA = JsonKey.of("input_schema");
  private static final JsonKey STRICT = JsonKey.of("strict");
  private static final JsonKey CACHE = JsonKey.of("cache_control");
  private static final JsonKey ALONE = JsonKey.of("disable_parallel_tool_use");

  private final FieldReader in;
  private final Toolbox tools = new Toolbox();

  MessagesToolsReader(FieldReader in) {
    this.in = in;
  }

  /** Reads the member that the reader is on; false when it says nothing of tools. */
  boolean member() {
    if (in.on(TOOLS)) {
      if (in.array("tools")) {
        while (in.nextObject("tools")) {
          tool();
        }
      }
    } else if (in.on(CHOICE)) {
      choice();
    } else {
      return false;
    }
    return true;
  }

  Tools end() {
    return tools.end();
  }

  private void tool() {
    String type = null;
    String name = null;
    String description = null;
    Json schema = null;
    Boolean strict = null;
    CacheHint cache = null;
    while (in.member()) {
      if (in.on(TYPE)) {
        type = in.text("tools.type");
      } else if (in.on(NAME)) {
        name = in.text("tools.name");
      } else if (in.on(DESCRIPTION)) {
        description = in.text("tools.description");
      } else if (in.on(SCHEMA)) {
        schema = in.objectJson("tools.input_schema");
      } else if (in.on(STRICT)) {
        strict = in.flag("tools.strict");
      } else if (in.on(CACHE)) {
        cache = MessagesBlockReader.cache(in);
      } else {
        in.skip();
      }
    }
    if (type != null && !type.equals("custom")) {
      throw Dropped.refusal("tools.type", "it has no tools of its own");
    }
    tools.add(new Tool(in.given(name, "tools.name"), description, schema, strict, cache));
  }

  private void choice() {
    if (!in.object("tool_choice")) {
      return;
    }
    String type = null;
    String name = null;
    while (in.member()) {
      if (in.on(TYPE)) {
        type = in.text("tool_choice.type");
      } else if (in.on(NAME)) {
        name = in.text("tool_choice.name");
      } else if (in.on(ALONE)) {
        Boolean alone = in.flag("tool_choice.disable_parallel_tool_use");
        tools.parallel(alone == null ? null : (Boolean) !alone);
      } else {
        in.skip();
      }
    }
    tools.choose(
        switch (type) {
          case "auto" -> new ToolChoice.Auto();
          case "any" -> new ToolChoice.Required();
          case "tool" -> new ToolChoice.Named(in.given(name, "tool_choice.name"));
          case "none" -> new ToolChoice.None();
          case null, default ->
              throw in.wrong("tool_choice.type", "must be auto, any, tool or none");
        });
  }
}
