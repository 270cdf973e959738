package dev.sluice.model;

/** What follows a failed attempt, as long as nothing was sent to the client. */
public enum Reaction {
  /** The same target again, after a pause; then the next. */
  RETRY("retry"),
  /** The next target. */
  NEXT("next"),
  /** The client is told. */
  STOP("stop");

  private final String id;

  Reaction(String id) {
    this.id = id;
  }

  /** Name of the reaction in configuration. */
  public String id() {
    return id;
  }
}
