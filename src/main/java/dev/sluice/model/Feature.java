package dev.sluice.model;

/** Something that a request may need and a target may lack. */
public enum Feature {
  /** Function tools. */
  TOOLS("tools"),
  /** Images in the prompt. */
  VISION("vision"),
  /** Audio in the prompt or in the answer. */
  AUDIO("audio"),
  /** An answer that follows a JSON schema. */
  JSON_SCHEMA("json_schema"),
  /** Reasoning before the answer, with an effort that can be set. */
  REASONING("reasoning"),
  /** Going on with an assistant message that the request ends with. */
  PREFILL("prefill"),
  /** Tools that the Responses API alone has, most of which its provider runs: web search. */
  RESPONSES_TOOLS("responses_tools");

  private final String id;

  Feature(String id) {
    this.id = id;
  }

  /** Name of the feature in configuration, API and metrics. */
  public String id() {
    return id;
  }
}
