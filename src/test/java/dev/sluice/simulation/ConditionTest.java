package dev.sluice.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.model.Exclusion;
import org.junit.jupiter.api.Test;

final class ConditionTest {
  private final Condition condition = new Condition();

  @Test
  void fiveFailuresInARowOpenTheBreaker() {
    fail(4, 1);
    condition.succeeded(1);
    fail(4, 2);
    assertThat(condition.exclusion(2)).isNull();

    fail(1, 3);

    assertThat(condition.exclusion(3)).isEqualTo(Exclusion.BREAKER_OPEN);
    assertThat(condition.exclusion(17.9)).isEqualTo(Exclusion.BREAKER_OPEN);
  }

  @Test
  void twoTrialsAreLetThroughAfterATime() {
    fail(5, 0);

    assertThat(condition.exclusion(15)).isNull();
    assertThat(condition.warmth(15)).isEqualTo(0.1);
    condition.entered();
    condition.entered();
    assertThat(condition.exclusion(15)).isEqualTo(Exclusion.BREAKER_OPEN);
  }

  @Test
  void theShareGrowsEvenlyAfterTheTrialsSucceeded() {
    open();

    condition.succeeded(16);
    condition.succeeded(16);

    assertThat(condition.exclusion(16)).isNull();
    assertThat(condition.warmth(16)).isEqualTo(0.1, within(1e-9));
    assertThat(condition.warmth(26)).isEqualTo(0.55, within(1e-9));
    assertThat(condition.warmth(36)).isEqualTo(1);
  }

  @Test
  void aFailedTrialOpensItAgain() {
    open();

    condition.failed(16);

    assertThat(condition.exclusion(30.9)).isEqualTo(Exclusion.BREAKER_OPEN);
    assertThat(condition.exclusion(31)).isNull();
  }

  @Test
  void aPauseIsRespectedAndCountsForNothingElse() {
    for (int k = 0; k < 10; k++) {
      condition.entered();
      condition.throttled(5, 1);
    }

    assertThat(condition.exclusion(5.9)).isEqualTo(Exclusion.COOLING);
    assertThat(condition.exclusion(6)).isNull();
    assertThat(condition.warmth(6)).isEqualTo(1);
  }

  private void open() {
    fail(5, 0);
    condition.entered();
    condition.entered();
  }

  private void fail(int times, double now) {
    for (int k = 0; k < times; k++) {
      condition.entered();
      condition.failed(now);
    }
  }
}
