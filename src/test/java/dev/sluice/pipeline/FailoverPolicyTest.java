package dev.sluice.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.FailoverConfig;
import dev.sluice.model.Failure;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FailoverPolicyTest {
  private static final Failure CRASHED = new Failure.Unavailable(500, "crashed", null);
  private static final Decision MOVE_ON = new Decision.MoveOn();
  private static final Decision GIVE_UP = new Decision.GiveUp();

  private final FailoverPolicy policy = policy(true, 4, 1);

  private static FailoverPolicy policy(boolean enabled, int attempts, int retries) {
    Duration first = Duration.ofMillis(100);
    Duration most = Duration.ofMillis(300);
    return new FailoverPolicy(
        new FailoverConfig(enabled, attempts, retries, first, most, Duration.ofMinutes(1), 0.2, 10),
        new SplittableRandom(7));
  }

  @Test
  void aCrashIsTriedHereOnceAndThenElsewhere() {
    assertThat(policy.after(CRASHED, 1, 1, 1)).isInstanceOf(Decision.RetryHere.class);
    assertThat(policy.after(CRASHED, 2, 2, 1)).isEqualTo(MOVE_ON);
  }

  @Test
  void aRetryNeverTakesTheAttemptOfATargetThatWasNotAsked() {
    assertThat(policy.after(CRASHED, 3, 1, 1)).isEqualTo(MOVE_ON);
    assertThat(policy.after(CRASHED, 3, 1, 0)).isInstanceOf(Decision.RetryHere.class);
  }

  @Test
  void theNumberOfAttemptsIsBounded() {
    assertThat(policy.after(CRASHED, 4, 1, 3)).isEqualTo(GIVE_UP);
  }

  @Test
  void aSilentTargetIsNotTriedTwice() {
    Failure silent = new Failure.Silent("silent");

    assertThat(policy.after(silent, 1, 1, 1)).isEqualTo(MOVE_ON);
    assertThat(policy.after(silent, 1, 1, 0)).isEqualTo(GIVE_UP);
  }

  @Test
  void aThrottledTargetIsLeftForTheNextAndWaitedForWhenThereIsNone() {
    Failure throttled = new Failure.Throttled("slow down", Duration.ofMillis(700), false);

    assertThat(policy.after(throttled, 1, 1, 1)).isEqualTo(MOVE_ON);
    assertThat(policy.after(throttled, 1, 1, 0))
        .isEqualTo(new Decision.RetryHere(Duration.ofMillis(700)));
  }

  @Test
  void aTargetThatAsksForMorePatienceThanWeHaveIsNotWaitedFor() {
    Failure hour = new Failure.Throttled("slow down", Duration.ofHours(1), false);
    Failure wordless = new Failure.Throttled("slow down", null, false);
    Failure spent = new Failure.Throttled("pay", Duration.ofMillis(10), true);

    assertThat(policy.after(hour, 1, 1, 0)).isEqualTo(GIVE_UP);
    assertThat(policy.after(wordless, 1, 1, 0)).isEqualTo(GIVE_UP);
    assertThat(policy.after(spent, 1, 1, 0)).isEqualTo(GIVE_UP);
  }

  @Test
  void aRequestAtFaultIsNeverTriedAgain() {
    Failure rejected = new Failure.Rejected(400, "too long", null, "context_length_exceeded", null);

    assertThat(policy.after(rejected, 1, 1, 3)).isEqualTo(GIVE_UP);
  }

  @Test
  void withoutFailoverOnlyTheSameTargetIsTried() {
    FailoverPolicy alone = policy(false, 4, 1);

    assertThat(alone.after(CRASHED, 1, 1, 3)).isInstanceOf(Decision.RetryHere.class);
    assertThat(alone.after(CRASHED, 2, 2, 3)).isEqualTo(GIVE_UP);
  }

  @Test
  void theBackOffIsJitteredFullyAndGrowsToItsBound() {
    FailoverPolicy patient = policy(true, 100, 50);

    assertThat(IntStream.range(0, 500).mapToLong(_ -> delay(patient, 1)))
        .allMatch(millis -> millis <= 100)
        .anyMatch(millis -> millis < 25)
        .anyMatch(millis -> millis > 75);
    assertThat(IntStream.range(0, 500).mapToLong(_ -> delay(patient, 9)))
        .allMatch(millis -> millis <= 300)
        .anyMatch(millis -> millis > 225);
  }

  private static long delay(FailoverPolicy policy, int here) {
    return switch (policy.after(CRASHED, here, here, 0)) {
      case Decision.RetryHere retry -> retry.delay().toMillis();
      case Decision.MoveOn _, Decision.GiveUp _ -> throw new AssertionError("no retry");
    };
  }
}
