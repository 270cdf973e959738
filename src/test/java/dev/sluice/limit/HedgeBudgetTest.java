package dev.sluice.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Hedging;
import dev.sluice.model.Price;
import dev.sluice.model.Usage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class HedgeBudgetTest {
  private static final Price DOLLAR_A_TOKEN =
      new Price(1_000_000_000_000_000L, 1_000_000_000_000_000L, 1_000_000_000_000_000L);
  private static final long DOLLAR = 1_000_000_000L;

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

  private HedgeBudget budget(double requests, double money) {
    return new HedgeBudget(new Hedging(requests, money), clock::get);
  }

  private static void requests(HedgeBudget budget, int number) {
    for (int i = 0; i < number; i++) {
      budget.request();
    }
  }

  @Test
  void allowsAShareOfTheRequests() {
    HedgeBudget budget = budget(0.1, 1);
    requests(budget, 9);
    assertThat(budget.allows(null)).isFalse();
    requests(budget, 1);
    assertThat(budget.allows(null)).isTrue();
    assertThat(budget.hedge(null)).isZero();
    assertThat(budget.allows(null)).isFalse();
  }

  @Test
  void forgetsWhatWasAMinuteAgo() {
    HedgeBudget budget = budget(0.1, 1);
    requests(budget, 100);
    clock.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(budget.allows(null)).isFalse();
  }

  @Test
  void expectsWhatTheUsualAttemptCosts() {
    HedgeBudget budget = budget(1, 1);
    requests(budget, 10);
    budget.settled(DOLLAR_A_TOKEN, Usage.of(2, 1));
    budget.settled(DOLLAR_A_TOKEN, Usage.of(4, 3));
    assertThat(budget.hedge(DOLLAR_A_TOKEN)).isEqualTo(5 * DOLLAR);
  }

  @Test
  void allowsAShareOfTheMoney() {
    HedgeBudget budget = budget(1, 0.5);
    requests(budget, 10);
    budget.settled(DOLLAR_A_TOKEN, Usage.of(5, 5));
    assertThat(budget.allows(DOLLAR_A_TOKEN)).isTrue();
    long expected = budget.hedge(DOLLAR_A_TOKEN);
    assertThat(budget.allows(DOLLAR_A_TOKEN)).isFalse();
    // It cost less than expected, and others cost more.
    budget.settledHedge(expected, DOLLAR_A_TOKEN, Usage.of(1, 0));
    assertThat(budget.allows(DOLLAR_A_TOKEN)).isTrue();
  }

  @Test
  void withoutPricesTheMoneyIsNoBound() {
    HedgeBudget budget = budget(1, 0);
    requests(budget, 10);
    budget.settled(null, Usage.of(5, 5));
    assertThat(budget.allows(null)).isTrue();
  }

  @Property(tries = 200)
  void neverGoesBeyondItsShares(
      @ForAll @DoubleRange(min = 0, max = 1) double requests,
      @ForAll @DoubleRange(min = 0, max = 1) double money,
      @ForAll @Size(max = 200) List<@IntRange(max = 50) Integer> tokens) {
    HedgeBudget budget = budget(requests, money);
    int hedges = 0;
    long whole = 0;
    long hedged = 0;
    for (int i = 0; i < tokens.size(); i++) {
      budget.request();
      if (budget.allows(DOLLAR_A_TOKEN)) {
        long expected = budget.hedge(DOLLAR_A_TOKEN);
        hedges++;
        whole += expected;
        hedged += expected;
        assertThat((double) hedges).isLessThanOrEqualTo(requests * (i + 1));
        assertThat((double) hedged).isLessThanOrEqualTo(money * whole);
      }
      budget.settled(DOLLAR_A_TOKEN, Usage.of(tokens.get(i), 0));
      whole += tokens.get(i) * DOLLAR;
    }
  }
}
