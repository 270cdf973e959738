package dev.sluice.simulation;

/** Virtual time: seconds from the start. */
final class Clock {
  private double now;

  double now() {
    return now;
  }

  void set(double next) {
    now = next;
  }
}
