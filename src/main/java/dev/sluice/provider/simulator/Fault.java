package dev.sluice.provider.simulator;

import dev.sluice.config.SimulatorConfig;

/** How an attempt goes wrong. */
enum Fault {
  NONE,
  THROTTLED,
  ERROR,
  RESET,
  STALL,
  CUT;

  /**
   * The fault at a point of the shares laid end to end.
   *
   * @param point 0 to 1
   */
  static Fault at(double point, SimulatorConfig.Faults shares) {
    double left = point;
    if ((left -= shares.throttled()) < 0) {
      return THROTTLED;
    }
    if ((left -= shares.error()) < 0) {
      return ERROR;
    }
    if ((left -= shares.reset()) < 0) {
      return RESET;
    }
    if ((left -= shares.stall()) < 0) {
      return STALL;
    }
    return left - shares.cut() < 0 ? CUT : NONE;
  }
}
