package dev.sluice.wire.anthropic;

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
  String name(String told) {
    return names.getOrDefault(told, told);
  }

  /** Whether a tool's arguments are the answer itself. */
  boolean answers(String tool) {
    return unwrap && tool.equals(JSON_TOOL);
  }
}
