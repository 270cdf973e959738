package dev.sluice.simulation;

import dev.sluice.model.Price;
import dev.sluice.simulation.scenario.Truth;
import java.util.random.RandomGenerator;

/** A target as it really is now, shared by all nodes. Times are in seconds. */
final class TrueTarget {
  private static final double UP = -1;

  private Truth truth;
  private double latencyFactor = 1;
  private double failsAfter = UP;
  private int underWay;
  private double tokens;
  private double filledAt;

  TrueTarget(Truth truth) {
    this.truth = truth;
    this.tokens = truth.load().rateLimit();
  }

  /** Whether it serves at all. */
  boolean works() {
    return failsAfter < 0;
  }

  /** Seconds until an attempt fails while it does not work. */
  double failsAfter() {
    return failsAfter;
  }

  void breakDown(double after) {
    failsAfter = after;
  }

  void recover() {
    failsAfter = UP;
  }

  void reprice(Price price) {
    truth = truth.with(price);
  }

  void slow(double factor) {
    latencyFactor = factor;
  }

  /** Changes places with the other in everything but what the gateway is told. */
  void swap(TrueTarget other) {
    Truth own = truth;
    truth = behaving(other.truth, own);
    other.truth = behaving(own, other.truth);
    double factor = latencyFactor;
    latencyFactor = other.latencyFactor;
    other.latencyFactor = factor;
  }

  /** Takes a place under the rate limit; false when it is reached. A second's worth is saved up. */
  boolean admits(double now) {
    double limit = truth.load().rateLimit();
    if (limit == 0) {
      return true;
    }
    tokens = Math.min(Math.max(1, limit), tokens + (now - filledAt) * limit);
    filledAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  void entered() {
    underWay++;
  }

  void left() {
    underWay--;
  }

  boolean succeeds(RandomGenerator random) {
    return random.nextDouble() < truth.success();
  }

  double firstToken(RandomGenerator random) {
    return truth.firstToken().next(random) * latencyFactor * slowdown();
  }

  double secondsAToken(RandomGenerator random) {
    return slowdown() / truth.pace().next(random);
  }

  double cached() {
    return truth.cached();
  }

  /** Writes its loss in each objective, in their order, for a request of the given size. */
  void losses(double prompt, double output, double[] losses) {
    Price price = truth.price();
    double input = (1 - truth.cached()) * price.input() + truth.cached() * price.cachedInput();
    losses[0] = (prompt * input + output * price.output()) / 1e6;
    losses[1] = truth.firstToken().mean() * latencyFactor * slowdown();
    losses[2] = slowdown() / truth.pace().mean();
    losses[3] = 1 - truth.success();
    losses[4] = 1 - truth.quality();
    losses[5] = truth.energy();
  }

  private double slowdown() {
    return truth.load().slowdown(underWay);
  }

  private static Truth behaving(Truth behaviour, Truth known) {
    return new Truth(
        behaviour.firstToken(),
        behaviour.pace(),
        behaviour.success(),
        known.price(),
        behaviour.cached(),
        known.quality(),
        known.energy(),
        behaviour.load());
  }
}
