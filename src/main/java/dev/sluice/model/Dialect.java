package dev.sluice.model;

/** Wire format spoken by a client or by a provider. */
public enum Dialect {
  /** OpenAI Chat Completions. */
  OPENAI_CHAT("openai-chat"),
  /** Anthropic Messages. */
  ANTHROPIC_MESSAGES("anthropic-messages");

  private final String id;

  Dialect(String id) {
    this.id = id;
  }

  /** Name of the dialect in configuration, addresses and metrics. */
  public String id() {
    return id;
  }
}
