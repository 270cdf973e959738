package dev.sluice.wire.bedrock;

import java.util.Map;

/**
 * What has to be undone in an answer because of what was done to its request.
 *
 * @param model the provider's name of the model, which its answers do not tell
 * @param names the client's names of tools by those that were sent instead
 * @param unwrap whether the answer is the arguments of {@link #JSON_TOOL}
 */
record ConverseBack(String model, Map<String, String> names, boolean unwrap) {
  /** Name of the tool by which a model is made to follow a schema. */
  static final String JSON_TOOL = "json_output";

  ConverseBack {
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
