package dev.sluice.wire.bedrock;

import dev.sluice.wire.bedrock.ConverseTraits.Ability;
import dev.sluice.wire.bedrock.ConverseTraits.Forcing;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.JsonTool;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.canonical.ToolChoice;
import dev.sluice.wire.canonical.Tools;
import dev.sluice.wire.canonical.WayBack;
import dev.sluice.wire.json.JsonOut;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what may be called. */
final class ConverseToolsWriter {
  private final JsonOut out;
  private final ConverseNames names;
  private final ConverseBlockWriter blocks;
  private final ConverseTraits traits;
  private final Dropped dropped;

  ConverseToolsWriter(
      JsonOut out,
      ConverseNames names,
      ConverseBlockWriter blocks,
      ConverseTraits traits,
      Dropped dropped) {
    this.out = out;
    this.names = names;
    this.blocks = blocks;
    this.traits = traits;
    this.dropped = dropped;
  }

  /**
   * Writes the tools and the choice among them.
   *
   * @param called names of tools that were called before: without any tools the API would refuse
   *     the conversation
   */
  void write(Tools tools, ConversePlan plan, Set<String> called) {
    List<Tool> list = listed(tools, plan.choice(), called);
    if (list.isEmpty() && plan.jsonTool() == null && called.isEmpty()) {
      return;
    }
    out.key("toolConfig").object().key("tools").array();
    list.forEach(this::tool);
    if (plan.jsonTool() != null) {
      tool(JsonTool.of(plan.jsonTool()));
    } else if (list.isEmpty()) {
      called.forEach(name -> tool(new Tool(name, null, null, null, null)));
    }
    out.endArray();
    choice(plan.choice());
    out.endObject();
  }

  private List<Tool> listed(Tools tools, @Nullable ToolChoice choice, Set<String> called) {
    if (choice instanceof ToolChoice.None || tools.choice() instanceof ToolChoice.None) {
      if (called.isEmpty() || tools.list().isEmpty()) {
        return List.of();
      }
      dropped.drop("tool_choice", "earlier calls keep the tools known");
      return tools.list();
    }
    if (choice instanceof ToolChoice.Named named
        && traits.forcing() == Forcing.ANY
        && !named.tool().equals(WayBack.JSON_TOOL)) {
      return tools.list().stream().filter(tool -> tool.name().equals(named.tool())).toList();
    }
    return tools.list();
  }

  private void tool(Tool tool) {
    out.object().key("toolSpec").object().member("name", names.tool(tool.name()));
    if (tool.description() != null && !tool.description().isBlank()) {
      out.member("description", tool.description());
    }
    out.key("inputSchema").object().key("json").json(JsonTool.rooted(tool.schema())).endObject();
    if (Boolean.TRUE.equals(tool.strict())) {
      if (traits.can(Ability.STRICT)) {
        out.member("strict", true);
      } else {
        dropped.drop("tools.strict", "the model follows schemas as it can");
      }
    }
    out.endObject().endObject();
    blocks.cache(tool.cache());
  }

  private void choice(@Nullable ToolChoice choice) {
    switch (choice) {
      case ToolChoice.Required _ -> any();
      case ToolChoice.Named _ when traits.forcing() == Forcing.ANY -> any();
      case ToolChoice.Named named -> {
        out.key("toolChoice").object().key("tool").object();
        out.member("name", names.tool(named.tool())).endObject().endObject();
      }
      case ToolChoice.Auto _ ->
          out.key("toolChoice").object().key("auto").object().endObject().endObject();
      case ToolChoice.None _ -> {
        // What cannot be forbidden is left to the model.
      }
      case null -> {
        // The model does as it likes.
      }
    }
  }

  private void any() {
    out.key("toolChoice").object().key("any").object().endObject().endObject();
  }
}
