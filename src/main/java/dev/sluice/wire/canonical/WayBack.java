package dev.sluice.wire.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What has to be undone in an answer because of what was done to its request.
 *
 * @param names the client's names of tools by those that were sent instead
 * @param unwrap whether the answer is the arguments of {@link #JSON_TOOL}
 */
public record WayBack(Map<String, String> names, boolean unwrap) {
  /** Name of the tool by which a model without schemas of its own is made to follow one. */
  public static final String JSON_TOOL = "json_output";

  /** Nothing has to be undone. */
  public static final WayBack STRAIGHT = new WayBack(Map.of(), false);

  public WayBack {
    names = Map.copyOf(names);
  }

  /** The client's name of a tool. */
  public String name(String told) {
    return names.getOrDefault(told, told);
  }

  /** Whether a tool's arguments are the answer itself. */
  public boolean answers(String tool) {
    return unwrap && tool.equals(JSON_TOOL);
  }

  /** The parts as the client would have them had nothing been done to its request. */
  public List<Part> restored(List<Part> parts) {
    boolean answered = parts.stream().anyMatch(this::answers);
    List<Part> made = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Part.ToolCall call when answers(call) -> made.add(new Part.Text(call.arguments()));
        case Part.ToolCall call ->
            made.add(new Part.ToolCall(call.id(), name(call.name()), call.arguments(), null));
        case Part.Text said when answered || said.text().isEmpty() -> {
          // The answer is in the tool's arguments.
        }
        default -> made.add(part);
      }
    }
    return made;
  }

  /**
   * Why an answer has ended: one that waits for no tool of the client's does not wait.
   *
   * @param told what its provider says
   * @param parts as the provider told them
   */
  public Finish finish(Finish told, List<Part> parts) {
    boolean waits =
        parts.stream().anyMatch(part -> part instanceof Part.ToolCall && !answers(part));
    return told == Finish.TOOL_CALLS && !waits ? Finish.END : told;
  }

  private boolean answers(Part part) {
    return part instanceof Part.ToolCall call && answers(call.name());
  }
}
