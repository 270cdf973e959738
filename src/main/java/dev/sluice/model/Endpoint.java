package dev.sluice.model;

/** An operation on the gateway's surface that is served by targets. */
public enum Endpoint {
  /** Chat completions. */
  CHAT("chat", "/chat/completions"),
  /** Completions of a plain text, which came before chat. */
  COMPLETIONS("completions", "/completions"),
  /** Vectors for texts. */
  EMBEDDINGS("embeddings", "/embeddings"),
  /** Texts and images judged by a provider's policy. */
  MODERATIONS("moderations", "/moderations"),
  /** Pictures made from a text. */
  IMAGES("images", "/images/generations"),
  /** Speech made from a text. */
  SPEECH("speech", "/audio/speech"),
  /** Documents put into the order of their relevance. */
  RERANK("rerank", "/rerank");

  private final String id;
  private final String path;

  Endpoint(String id, String path) {
    this.id = id;
    this.path = path;
  }

  /** Name of the endpoint in metrics. */
  public String id() {
    return id;
  }

  /** Path below an API's base, which ends in its version. */
  public String path() {
    return path;
  }
}
