package dev.sluice.simulation.time;

/** Virtual time: seconds from the start. */
public final class Clock {
  private double now;

  /** Seconds from the start. */
  public double now() {
    return now;
  }

  void set(double next) {
    now = next;
  }
}
