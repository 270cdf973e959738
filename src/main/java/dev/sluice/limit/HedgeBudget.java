package dev.sluice.limit;

import dev.sluice.model.Hedging;
import dev.sluice.model.Price;
import dev.sluice.model.Usage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A bound on what hedging adds to the load and the cost of one model. Confined to a lane.
 *
 * <p>Over a sliding minute, second attempts are at most a share of the requests, and their cost at
 * most a share of the whole cost. What a second attempt will cost is expected from the mean usage
 * of that minute and corrected when its usage is known; one that is given up stands with what was
 * expected, for the provider may bill it. An attempt without a price costs nothing here.
 */
public final class HedgeBudget {
  private static final int REQUESTS = 0;
  private static final int HEDGES = 1;
  private static final int SETTLED = 2;
  private static final int INPUT = 3;
  private static final int CACHED = 4;
  private static final int OUTPUT = 5;
  private static final int COST = 6;
  private static final int HEDGE_COST = 7;

  private final Hedging shares;
  private final SlidingSums sums;

  /**
   * An unused budget.
   *
   * @param nanos a clock of nanoseconds that never goes back
   */
  public HedgeBudget(Hedging shares, LongSupplier nanos) {
    this.shares = shares;
    this.sums = new SlidingSums(8, nanos);
  }

  /** A request came in. */
  public void request() {
    sums.add(REQUESTS, 1);
  }

  /** Whether a second attempt at a target of the price may be made now; takes nothing. */
  public boolean allows(@Nullable Price price) {
    long expected = expected(price);
    return sums.sum(HEDGES) + 1 <= shares.requests() * sums.sum(REQUESTS)
        && sums.sum(HEDGE_COST) + expected <= shares.money() * (sums.sum(COST) + expected);
  }

  /** A second attempt begins; what it is expected to cost, in nano-dollars. */
  public long hedge(@Nullable Price price) {
    long expected = expected(price);
    sums.add(HEDGES, 1);
    sums.add(COST, expected);
    sums.add(HEDGE_COST, expected);
    return expected;
  }

  private long expected(@Nullable Price price) {
    long settled = sums.sum(SETTLED);
    if (price == null || settled == 0) {
      return 0;
    }
    return price
        .cost(
            new Usage(
                sums.sum(INPUT) / settled,
                sums.sum(CACHED) / settled,
                0,
                sums.sum(OUTPUT) / settled,
                0))
        .nanos();
  }

  /** A first attempt ended with this usage. */
  public void settled(@Nullable Price price, Usage usage) {
    learn(usage);
    sums.add(COST, cost(price, usage));
  }

  /**
   * A second attempt ended with this usage.
   *
   * @param expected what {@link #hedge} said
   */
  public void settledHedge(long expected, @Nullable Price price, Usage usage) {
    learn(usage);
    long more = cost(price, usage) - expected;
    sums.add(COST, more);
    sums.add(HEDGE_COST, more);
  }

  private void learn(Usage usage) {
    sums.add(SETTLED, 1);
    sums.add(INPUT, usage.inputTotal());
    sums.add(CACHED, usage.cacheRead());
    sums.add(OUTPUT, usage.outputTotal());
  }

  private static long cost(@Nullable Price price, Usage usage) {
    return price == null ? 0 : price.cost(usage).nanos();
  }
}
