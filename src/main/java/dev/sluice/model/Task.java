package dev.sluice.model;

/** What a request is about, as its client says. */
public enum Task {
  /** From one language to another. */
  TRANSLATION("translation"),
  /** Long text made short. */
  SUMMARIZATION("summarization"),
  /** Programs. */
  CODE_GENERATION("code_generation"),
  /** Problems that take several steps. */
  REASONING("reasoning"),
  /** Talk. */
  CHAT("chat");

  private final String id;

  Task(String id) {
    this.id = id;
  }

  /** Name of the task in configuration, headers and API. */
  public String id() {
    return id;
  }
}
