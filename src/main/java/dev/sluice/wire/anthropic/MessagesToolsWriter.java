package dev.sluice.wire.anthropic;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.canonical.ToolChoice;
import dev.sluice.wire.canonical.Tools;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonOut;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes what may be called. */
final class MessagesToolsWriter {
  private static final Json ANYTHING = new Json("{\"type\":\"object\",\"properties\":{}}");

  /** An object's schema says so at its root, as a rule before all else. */
  private static final Pattern OBJECT = Pattern.compile("\"type\":(\"object\"|\\[[^]]*\"object\")");

  private static final String TASK =
      "Gives the answer. Call it exactly once, and say nothing else.";

  private final JsonOut out;
  private final Names names;
  private final MessagesBlockWriter blocks;

  MessagesToolsWriter(JsonOut out, Names names, MessagesBlockWriter blocks) {
    this.out = out;
    this.names = names;
    this.blocks = blocks;
  }

  void write(Tools tools, MessagesPlan plan) {
    if (tools.list().isEmpty() && plan.jsonTool() == null) {
      return;
    }
    out.key("tools").array();
    tools.list().forEach(this::tool);
    if (plan.jsonTool() != null) {
      tool(plan.jsonTool());
    }
    out.endArray();
    choice(plan.choice(), tools.parallel(), plan.jsonTool() != null);
  }

  private void tool(Tool tool) {
    out.object().member("name", names.tool(tool.name()));
    if (tool.description() != null) {
      out.member("description", tool.description());
    }
    out.key("input_schema").json(objects(tool.schema()));
    if (tool.strict() != null) {
      out.member("strict", tool.strict());
    }
    blocks.cache(tool.cache());
    out.endObject();
  }

  /** The schema, whose root has to be an object. */
  private static Json objects(@Nullable Json schema) {
    if (schema == null || schema.equals(Json.EMPTY_OBJECT)) {
      return ANYTHING;
    }
    if (schema.text().contains("\"type\":")) {
      return schema;
    }
    return new Json("{\"type\":\"object\"," + schema.text().substring(1));
  }

  private void tool(ResponseFormat.Schema schema) {
    if (!OBJECT.matcher(schema.schema().text()).find()) {
      throw Dropped.refusal("response_format", "its schema has to be that of an object");
    }
    String description = schema.description();
    out.object().member("name", WayBack.JSON_TOOL);
    out.member("description", description == null ? TASK : TASK + " " + description);
    out.key("input_schema").json(schema.schema()).endObject();
  }

  private void choice(@Nullable ToolChoice choice, @Nullable Boolean parallel, boolean single) {
    boolean alone = single || Boolean.FALSE.equals(parallel);
    if (choice == null && !alone) {
      return;
    }
    out.key("tool_choice").object();
    switch (choice) {
      case ToolChoice.None _ -> out.member("type", "none");
      case ToolChoice.Required _ -> out.member("type", "any");
      case ToolChoice.Named named ->
          out.member("type", "tool").member("name", names.tool(named.tool()));
      case ToolChoice.Auto _ -> out.member("type", "auto");
      case null -> out.member("type", "auto");
    }
    if (alone && !(choice instanceof ToolChoice.None)) {
      out.member("disable_parallel_tool_use", true);
    } else if (Boolean.TRUE.equals(parallel) && !(choice instanceof ToolChoice.None)) {
      out.member("disable_parallel_tool_use", false);
    }
    out.endObject();
  }
}
