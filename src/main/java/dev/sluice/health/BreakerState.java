package dev.sluice.health;

/** State of a target's breaker. */
public enum BreakerState {
  /** Attempts pass. */
  CLOSED("closed"),
  /** None passes. */
  OPEN("open"),
  /** A few pass, on trial. */
  HALF_OPEN("half_open");

  private final String id;

  BreakerState(String id) {
    this.id = id;
  }

  /** Name of the state in API, logs and metrics. */
  public String id() {
    return id;
  }
}
