package dev.sluice.model;

/** How a model's selector orders eligible targets of the same priority. */
public enum Strategy {
  /** Each target in turn. */
  ROUND_ROBIN("round_robin"),
  /** In turn by weight, evenly interleaved. */
  WEIGHTED("weighted"),
  /** By chance, by weight. */
  RANDOM("random");

  private final String id;

  Strategy(String id) {
    this.id = id;
  }

  /** Name of the strategy in configuration, API and metrics. */
  public String id() {
    return id;
  }
}
