package dev.sluice.simulation.scenario;

import dev.sluice.config.Rules;
import dev.sluice.model.Price;

/**
 * How a target really is, which the gateway can only find out by trying.
 *
 * @param firstToken seconds from the request to the first token
 * @param pace tokens a second after it
 * @param success share of attempts that succeed, 0 to 1
 * @param price known to the gateway too
 * @param cached share of prompt tokens that the provider reads from its cache, 0 to 1
 * @param quality prior of its answers' quality, 0 to 1; known to the gateway too
 * @param energy watt-seconds a token, 0 when unknown; known to the gateway too
 * @param load what more load does to it
 */
public record Truth(
    Draw firstToken,
    Draw pace,
    double success,
    Price price,
    double cached,
    double quality,
    double energy,
    Load load) {
  public Truth {
    new Rules()
        .share("success", success)
        .share("cached", cached)
        .share("quality", quality)
        .require(energy >= 0 && energy <= 1e6, "energy", "must be 0 to 1000000")
        .enforce();
  }

  /** The same target at another price. */
  public Truth with(Price next) {
    return new Truth(firstToken, pace, success, next, cached, quality, energy, load);
  }

  /**
   * What load does to a target.
   *
   * @param rateLimit attempts a second, of all nodes together, beyond which it answers 429; 0 for
   *     no limit
   * @param capacity attempts under way at which it takes twice as long, 0 for any number
   */
  public record Load(double rateLimit, double capacity) {
    /** Any load makes no difference. */
    public static final Load NONE = new Load(0, 0);

    public Load {
      new Rules()
          .require(rateLimit >= 0 && rateLimit <= 1e6, "rate_limit", "must be 0 to 1000000")
          .require(capacity >= 0 && capacity <= 1e6, "capacity", "must be 0 to 1000000")
          .enforce();
    }

    /** How many times longer everything takes with so many attempts under way. */
    public double slowdown(int underWay) {
      return capacity == 0 ? 1 : 1 + underWay / capacity;
    }
  }
}
