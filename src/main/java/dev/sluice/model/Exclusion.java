package dev.sluice.model;

/** Why a target may not be chosen now. */
public enum Exclusion {
  /** Switched off in the configuration. */
  DISABLED("disabled"),
  /** Probes or passive signals found it down. */
  UNHEALTHY("unhealthy"),
  /** Its breaker is open. */
  BREAKER_OPEN("breaker_open"),
  /** A cap of its own or of its provider is spent. */
  RATE_CAPPED("rate_capped"),
  /** The provider asked to be left alone for a while. */
  COOLING("cooling"),
  /** It has as many attempts under way as it may have. */
  FULL("full"),
  /** Prompt and answer do not fit into its context window. */
  CONTEXT("context"),
  /** It lacks a feature that the request needs. */
  CAPABILITY("capability"),
  /** It does not keep a constraint. */
  CONSTRAINT("constraint");

  private final String id;

  Exclusion(String id) {
    this.id = id;
  }

  /** Whether it is about this request, so that the same request will meet it again. */
  public boolean ofRequest() {
    return switch (this) {
      case CONTEXT, CAPABILITY, CONSTRAINT -> true;
      case DISABLED, UNHEALTHY, BREAKER_OPEN, RATE_CAPPED, COOLING, FULL -> false;
    };
  }

  /** Name of the reason in API, logs and metrics. */
  public String id() {
    return id;
  }
}
