package dev.sluice.limit;

/** Which cap of which thing. */
public enum Cap {
  /** Attempts a second at a target. */
  TARGET_RPS("target.max_rps"),
  /** Attempts a minute at a target. */
  TARGET_REQUESTS("target.requests_per_minute"),
  /** Tokens a minute of a target. */
  TARGET_TOKENS("target.tokens_per_minute"),
  /** Attempts under way at a target. */
  TARGET_CONCURRENCY("target.concurrency"),
  /** Attempts a minute at all targets of a provider. */
  PROVIDER_REQUESTS("provider.requests_per_minute"),
  /** Tokens a minute of all targets of a provider. */
  PROVIDER_TOKENS("provider.tokens_per_minute"),
  /** Attempts under way at all targets of a provider. */
  PROVIDER_CONCURRENCY("provider.concurrency");

  private final String id;

  Cap(String id) {
    this.id = id;
  }

  /** Name in the API and in messages. */
  public String id() {
    return id;
  }

  /** Name of the bucket of the target or provider of this name. */
  String bucket(String name) {
    return id + ":" + name;
  }
}
