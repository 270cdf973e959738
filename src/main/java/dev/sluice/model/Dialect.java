package dev.sluice.model;

/** Wire format spoken by a client or by a provider. */
public enum Dialect {
  /** OpenAI Chat Completions. */
  OPENAI_CHAT("openai-chat"),
  /** Anthropic Messages. */
  ANTHROPIC_MESSAGES("anthropic-messages"),
  /** OpenAI Responses. */
  OPENAI_RESPONSES("openai-responses"),
  /** Google Gemini. */
  GEMINI("gemini"),
  /** AWS Bedrock Converse. */
  BEDROCK_CONVERSE("bedrock-converse"),
  /** Ollama's own API. */
  OLLAMA("ollama");

  private final String id;

  Dialect(String id) {
    this.id = id;
  }

  /** Name of the dialect in configuration, addresses and metrics. */
  public String id() {
    return id;
  }
}
