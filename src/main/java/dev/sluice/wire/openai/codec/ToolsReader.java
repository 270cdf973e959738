package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.canonical.Toolbox;
import dev.sluice.wire.canonical.Tools;
import dev.sluice.wire.json.JsonKey;

/** Reads what a request says of tools, in the fields that OpenAI's APIs have in common. */
public final class ToolsReader {
  private static final JsonKey TOOLS = JsonKey.of("tools");
  private static final JsonKey TOOL_CHOICE = JsonKey.of("tool_choice");
  private static final JsonKey PARALLEL = JsonKey.of("parallel_tool_calls");

  /** How one of the APIs tells a function. */
  public interface Form {
    /** Reads the tool whose object the reader is in. */
    Tool tool();

    /** Reads the choice whose object the reader is in. */
    void choice(Toolbox tools);
  }

  private final FieldReader in;
  private final Form form;
  private final Toolbox tools = new Toolbox();

  /** A reader that has read nothing. */
  public ToolsReader(FieldReader in, Form form) {
    this.in = in;
    this.form = form;
  }

  /** Reads the member that the reader is on; false when it says nothing of tools. */
  public boolean member() {
    if (in.on(TOOLS)) {
      if (in.array("tools")) {
        while (in.nextObject("tools")) {
          tools.add(form.tool());
        }
      }
    } else if (in.on(TOOL_CHOICE)) {
      choice();
    } else if (in.on(PARALLEL)) {
      tools.parallel(in.flag("parallel_tool_calls"));
    } else {
      return false;
    }
    return true;
  }

  private void choice() {
    if (in.isText()) {
      tools.choose(OpenAiWords.choice(in, "tool_choice"));
    } else if (in.object("tool_choice")) {
      form.choice(tools);
    } else {
      tools.choose(null);
    }
  }

  /** All that was said. */
  public Tools end() {
    return tools.end();
  }
}
