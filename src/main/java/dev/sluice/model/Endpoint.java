package dev.sluice.model;

/** An operation on the gateway's surface that is served by targets. */
public enum Endpoint {
  /** Chat completions. */
  CHAT("chat");

  private final String id;

  Endpoint(String id) {
    this.id = id;
  }

  /** Name of the endpoint in metrics. */
  public String id() {
    return id;
  }
}
