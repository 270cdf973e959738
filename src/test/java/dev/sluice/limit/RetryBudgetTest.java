package dev.sluice.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class RetryBudgetTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void allowsAShareOfTheRequests() {
    RetryBudget budget = new RetryBudget(0.2, 0, clock::get);
    requests(budget, 100);

    assertThat(retries(budget, 100)).isEqualTo(20);
  }

  @Test
  void allowsTheFloorWithoutAnyRequest() {
    RetryBudget budget = new RetryBudget(0.2, 0.5, clock::get);

    assertThat(retries(budget, 100)).isEqualTo(5);
  }

  @Test
  void tellsWhetherARetryWouldPassAndTakesNothingForIt() {
    RetryBudget budget = new RetryBudget(0.2, 0, clock::get);
    assertThat(budget.spare()).isFalse();
    requests(budget, 5);

    assertThat(budget.spare()).isTrue();
    assertThat(budget.spare()).isTrue();
    assertThat(retries(budget, 100)).isEqualTo(1);
    assertThat(budget.spare()).isFalse();
  }

  @Test
  void allowsNothingWithoutShareAndFloor() {
    RetryBudget budget = new RetryBudget(0, 0, clock::get);
    requests(budget, 100);

    assertThat(budget.retry()).isFalse();
  }

  @Test
  void forgetsWhatWasTenSecondsAgo() {
    RetryBudget budget = new RetryBudget(0.2, 0, clock::get);
    requests(budget, 100);
    assertThat(retries(budget, 100)).isEqualTo(20);

    clock.addAndGet(Duration.ofSeconds(11).toNanos());

    assertThat(budget.retry()).isFalse();
    requests(budget, 10);
    assertThat(retries(budget, 100)).isEqualTo(2);
  }

  @Property(tries = 200)
  void allowsExactlyWhatTheLastTenSecondsPayFor(
      @ForAll @DoubleRange(max = 1) double share,
      @ForAll @DoubleRange(max = 3) double floor,
      @ForAll @Size(max = 300) List<@IntRange(max = 2_500) Integer> steps) {
    AtomicLong now = new AtomicLong();
    RetryBudget budget = new RetryBudget(share, floor, now::get);
    List<Long> requests = new ArrayList<>();
    List<Long> retries = new ArrayList<>();

    for (int step : steps) {
      now.addAndGet(Duration.ofMillis(step / 2).toNanos());
      long second = now.get() / Duration.ofSeconds(1).toNanos();
      if (step % 2 == 0) {
        budget.request();
        requests.add(second);
      } else {
        double paid = share * within(requests, second) + floor * 10;
        boolean allowed = within(retries, second) + 1 <= paid;
        assertThat(budget.retry()).isEqualTo(allowed);
        if (allowed) {
          retries.add(second);
        }
      }
    }
  }

  private static long within(List<Long> seconds, long now) {
    return seconds.stream().filter(second -> second > now - 10).count();
  }

  private static void requests(RetryBudget budget, int number) {
    for (int i = 0; i < number; i++) {
      budget.request();
    }
  }

  private static int retries(RetryBudget budget, int tries) {
    int allowed = 0;
    for (int i = 0; i < tries; i++) {
      allowed += budget.retry() ? 1 : 0;
    }
    return allowed;
  }
}
