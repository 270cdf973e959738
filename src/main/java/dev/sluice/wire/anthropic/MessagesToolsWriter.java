package dev.sluice.wire.anthropic;

import dev.sluice.wire.canonical.JsonTool;
import dev.sluice.wire.canonical.PlainNames;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.canonical.ToolChoice;
import dev.sluice.wire.canonical.Tools;
import dev.sluice.wire.json.JsonOut;
import org.jspecify.annotations.Nullable;

/** Writes what may be called. */
final class MessagesToolsWriter {
  private final JsonOut out;
  private final PlainNames names;
  private final MessagesBlockWriter blocks;

  MessagesToolsWriter(JsonOut out, PlainNames names, MessagesBlockWriter blocks) {
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
      tool(JsonTool.of(plan.jsonTool()));
    }
    out.endArray();
    choice(plan.choice(), tools.parallel(), plan.jsonTool() != null);
  }

  private void tool(Tool tool) {
    out.object().member("name", names.tool(tool.name()));
    if (tool.description() != null) {
      out.member("description", tool.description());
    }
    out.key("input_schema").json(JsonTool.rooted(tool.schema()));
    if (tool.strict() != null) {
      out.member("strict", tool.strict());
    }
    blocks.cache(tool.cache());
    out.endObject();
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
