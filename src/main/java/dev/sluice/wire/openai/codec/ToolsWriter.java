package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.canonical.ToolChoice;
import dev.sluice.wire.canonical.Tools;
import dev.sluice.wire.json.JsonOut;

/** Writes what may be called, in the fields that OpenAI's APIs have in common. */
public final class ToolsWriter {
  /** How one of the APIs tells a function. */
  public interface Form {
    /** Writes a tool. */
    void tool(Tool tool);

    /** Writes the choice of one tool. */
    void named(String tool);
  }

  private final JsonOut out;
  private final Dropped dropped;
  private final Form form;

  /** A writer for one request. */
  public ToolsWriter(JsonOut out, Dropped dropped, Form form) {
    this.out = out;
    this.dropped = dropped;
    this.form = form;
  }

  /** Writes the tools and the choice among them; nothing where there are none. */
  public void write(Tools tools) {
    if (tools.list().isEmpty()) {
      return;
    }
    out.key("tools").array();
    for (Tool tool : tools.list()) {
      form.tool(tool);
      if (tool.cache() != null) {
        dropped.drop("cache_control", "the provider caches by itself");
      }
    }
    out.endArray();
    ToolChoice choice = tools.choice();
    if (choice != null) {
      out.key("tool_choice");
      choice(choice);
    }
    out.given("parallel_tool_calls", tools.parallel());
  }

  private void choice(ToolChoice choice) {
    switch (choice) {
      case ToolChoice.Auto _ -> out.text("auto");
      case ToolChoice.None _ -> out.text("none");
      case ToolChoice.Required _ -> out.text("required");
      case ToolChoice.Named named -> form.named(named.tool());
    }
  }
}
