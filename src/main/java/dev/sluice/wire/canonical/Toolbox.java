package dev.sluice.wire.canonical;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request says of tools while it is read. */
public final class Toolbox {
  private final List<Tool> tools = new ArrayList<>();
  private @Nullable Set<String> allowed;
  private @Nullable ToolChoice choice;
  private @Nullable Boolean parallel;

  /** Offers a tool. */
  public void add(Tool tool) {
    tools.add(tool);
  }

  /** Says whether a tool is called; null for nothing. */
  public void choose(@Nullable ToolChoice said) {
    choice = said;
  }

  /** Says whether several calls may be asked for at once; null for nothing. */
  public void parallel(@Nullable Boolean said) {
    parallel = said;
  }

  /** Keeps of all tools those with one of the names only. */
  public void allow(Set<String> names) {
    allowed = new HashSet<>(names);
  }

  /** All that was said. */
  public Tools end() {
    Set<String> only = allowed;
    if (only != null) {
      tools.removeIf(tool -> !only.contains(tool.name()));
    }
    return tools.isEmpty() && choice == null && parallel == null
        ? Tools.NONE
        : new Tools(tools, choice, parallel);
  }
}
