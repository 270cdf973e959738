package dev.sluice.model;

/**
 * When a second target is asked because the first one is late.
 *
 * @param requests most second attempts as a share of the model's requests, 0 to 1; 0 switches it
 *     off
 * @param money most that second attempts may cost, as a share of the model's whole cost, 0 to 1
 */
public record Hedging(double requests, double money) {
  /** Never. */
  public static final Hedging OFF = new Hedging(0, 0);

  public Hedging {
    if (!(requests >= 0 && requests <= 1) || !(money >= 0 && money <= 1)) {
      throw new IllegalArgumentException("a share lies between 0 and 1");
    }
  }
}
