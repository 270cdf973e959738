package dev.sluice.simulation.scenario;

import dev.sluice.model.Preference;

/** Something by which one target is better than another, in the order of a preference's weights. */
public enum Objective {
  /** A low price: nano-dollars of the request. */
  COST("cost"),
  /** An early first token: seconds. */
  LATENCY("latency"),
  /** Many tokens a second. */
  THROUGHPUT("throughput"),
  /** Few failures: share of attempts that succeed. */
  SUCCESS("success"),
  /** Good answers: prior from 0 to 1. */
  QUALITY("quality"),
  /** Little energy: watt-seconds a token. */
  ENERGY("energy");

  private final String id;

  Objective(String id) {
    this.id = id;
  }

  /** Name of the objective in preferences and logs. */
  public String id() {
    return id;
  }

  /** What the preference gives it, as a share of all its weights. */
  public double share(Preference preference) {
    double sum =
        preference.cost()
            + preference.latency()
            + preference.throughput()
            + preference.success()
            + preference.quality()
            + preference.energy();
    return weight(preference) / sum;
  }

  private double weight(Preference preference) {
    return switch (this) {
      case COST -> preference.cost();
      case LATENCY -> preference.latency();
      case THROUGHPUT -> preference.throughput();
      case SUCCESS -> preference.success();
      case QUALITY -> preference.quality();
      case ENERGY -> preference.energy();
    };
  }
}
