package dev.sluice.model;

/** Something by which one target is better than another, in the order of a preference's weights. */
public enum Objective {
  /** A low expected price of the request, in nano-dollars. */
  COST("cost"),
  /** Few seconds to the first token. */
  LATENCY("latency"),
  /** Many tokens a second after the first one. */
  THROUGHPUT("throughput"),
  /** A high share of attempts that succeed. */
  SUCCESS("success"),
  /** Good answers, as the configuration says beforehand: 0 to 1. */
  QUALITY("quality"),
  /** Few watt-seconds for the answer. */
  ENERGY("energy");

  private final String id;

  Objective(String id) {
    this.id = id;
  }

  /** Name of the objective in preferences, API and logs. */
  public String id() {
    return id;
  }

  /** What the preference gives it, as a share of all its weights. */
  public double share(Preference preference) {
    double sum = 0;
    for (Objective each : values()) {
      sum += each.weight(preference);
    }
    return weight(preference) / sum;
  }

  /** What the preference gives it, relative to the others. */
  public double weight(Preference preference) {
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
