package dev.sluice.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.FailoverConfig;
import dev.sluice.model.FailoverRules;
import dev.sluice.model.Failure;
import dev.sluice.model.Reaction;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailoverPolicyTest {
  private static final Failure CRASHED = new Failure.Unavailable(500, "crashed", null);
  private static final Decision MOVE_ON = new Decision.MoveOn();
  private static final Decision GIVE_UP = new Decision.GiveUp();

  private final FailoverPolicy policy = policy(true, 4, 1);

  private static Decision after(
      FailoverPolicy policy, Failure failure, int attempts, int here, int others) {
    return after(policy, FailoverRules.NONE, failure, attempts, here, others);
  }

  private static Decision after(
      FailoverPolicy policy,
      FailoverRules rules,
      Failure failure,
      int attempts,
      int here,
      int others) {
    return policy.after(rules, failure, new Progress(attempts, here, others, Duration.ZERO));
  }

  private static FailoverRules on(String kind, Reaction reaction) {
    return new FailoverRules(Map.of(kind, reaction), 0, null, Duration.ZERO, Duration.ZERO);
  }

  private static Failure failure(String kind) {
    return switch (kind) {
      case "throttled" -> new Failure.Throttled(kind, Duration.ofMillis(5), false);
      case "unauthorised" -> new Failure.Unauthorised(kind);
      case "unavailable" -> CRASHED;
      case "unreachable" -> new Failure.Unreachable(kind);
      case "silent" -> new Failure.Silent(kind);
      case "garbled" -> new Failure.Garbled(kind);
      case "cut" -> new Failure.Cut(kind);
      case "context_length" ->
          new Failure.Rejected(400, kind, null, "context_length_exceeded", null);
      case "content_filter" -> new Failure.Rejected(400, kind, null, "content_filter", null);
      case "rejected" -> new Failure.Rejected(400, kind, null, null, null);
      case "internal" -> new Failure.Internal(kind);
      default -> throw new AssertionError(kind);
    };
  }

  private static String named(Decision decision) {
    return switch (decision) {
      case Decision.RetryHere _ -> "here";
      case Decision.MoveOn _ -> "next";
      case Decision.GiveUp _ -> "stop";
    };
  }

  private static FailoverPolicy policy(boolean enabled, int attempts, int retries) {
    Duration first = Duration.ofMillis(100);
    Duration most = Duration.ofMillis(300);
    return new FailoverPolicy(
        new FailoverConfig(enabled, attempts, retries, first, most, Duration.ofMinutes(1), 0.2, 10),
        new SplittableRandom(7));
  }

  @Test
  void whatCannotBeCarriedToOneTargetIsTriedAtTheNext() {
    Failure lost = new Failure.BadRequest("seed", "seed", "unsupported_parameter");
    assertThat(after(policy, lost, 1, 1, 1)).isEqualTo(MOVE_ON);
    assertThat(after(policy, lost, 1, 1, 0)).isEqualTo(GIVE_UP);
    Failure wrong = new Failure.BadRequest("seed", "seed", "invalid_type");
    assertThat(after(policy, wrong, 1, 1, 1)).isEqualTo(GIVE_UP);
  }

  @Test
  void aCrashIsTriedHereOnceAndThenElsewhere() {
    assertThat(after(policy, CRASHED, 1, 1, 1)).isInstanceOf(Decision.RetryHere.class);
    assertThat(after(policy, CRASHED, 2, 2, 1)).isEqualTo(MOVE_ON);
  }

  @Test
  void aRetryNeverTakesTheAttemptOfATargetThatWasNotAsked() {
    assertThat(after(policy, CRASHED, 3, 1, 1)).isEqualTo(MOVE_ON);
    assertThat(after(policy, CRASHED, 3, 1, 0)).isInstanceOf(Decision.RetryHere.class);
  }

  @Test
  void theNumberOfAttemptsIsBounded() {
    assertThat(after(policy, CRASHED, 4, 1, 3)).isEqualTo(GIVE_UP);
  }

  @Test
  void aSilentTargetIsNotTriedTwice() {
    Failure silent = new Failure.Silent("silent");

    assertThat(after(policy, silent, 1, 1, 1)).isEqualTo(MOVE_ON);
    assertThat(after(policy, silent, 1, 1, 0)).isEqualTo(GIVE_UP);
  }

  @Test
  void aThrottledTargetIsLeftForTheNextAndWaitedForWhenThereIsNone() {
    Failure throttled = new Failure.Throttled("slow down", Duration.ofMillis(700), false);

    assertThat(after(policy, throttled, 1, 1, 1)).isEqualTo(MOVE_ON);
    assertThat(after(policy, throttled, 1, 1, 0))
        .isEqualTo(new Decision.RetryHere(Duration.ofMillis(700)));
  }

  @Test
  void aTargetThatAsksForMorePatienceThanWeHaveIsNotWaitedFor() {
    Failure hour = new Failure.Throttled("slow down", Duration.ofHours(1), false);
    Failure wordless = new Failure.Throttled("slow down", null, false);
    Failure spent = new Failure.Throttled("pay", Duration.ofMillis(10), true);

    assertThat(after(policy, hour, 1, 1, 0)).isEqualTo(GIVE_UP);
    assertThat(after(policy, wordless, 1, 1, 0)).isEqualTo(GIVE_UP);
    assertThat(after(policy, spent, 1, 1, 0)).isEqualTo(GIVE_UP);
  }

  @Test
  void aRequestAtFaultIsNeverTriedAgain() {
    Failure rejected = new Failure.Rejected(400, "no such field", null, "invalid_value", null);

    assertThat(after(policy, rejected, 1, 1, 3)).isEqualTo(GIVE_UP);
  }

  /** Columns: usually, and by the rules retry, next, stop; before another target is left. */
  @ParameterizedTest
  @CsvSource({
    "throttled,      next, here, next, stop",
    "unauthorised,   next, here, next, stop",
    "unavailable,    here, here, next, stop",
    "unreachable,    here, here, next, stop",
    "silent,         next, next, next, stop",
    "garbled,        next, here, next, stop",
    "cut,            here, here, next, stop",
    "context_length, next, next, next, stop",
    "content_filter, stop, next, next, stop",
    "rejected,       stop, stop, stop, stop",
    "internal,       stop, stop, stop, stop",
  })
  void eachKindOfFailureHasItsReactionAndTheRulesMayChangeIt(
      String kind, String usual, String retry, String next, String stop) {
    Failure failure = failure(kind);

    assertThat(named(after(policy, failure, 1, 1, 1))).isEqualTo(usual);
    assertThat(named(after(policy, on(kind, Reaction.RETRY), failure, 1, 1, 1))).isEqualTo(retry);
    assertThat(named(after(policy, on(kind, Reaction.NEXT), failure, 1, 1, 1))).isEqualTo(next);
    assertThat(named(after(policy, on(kind, Reaction.STOP), failure, 1, 1, 1))).isEqualTo(stop);
  }

  @Test
  void aRuleForOneKindLeavesTheOthersAsTheyAre() {
    FailoverRules rules = on("throttled", Reaction.STOP);

    assertThat(named(after(policy, rules, CRASHED, 1, 1, 1))).isEqualTo("here");
  }

  @Test
  void aRuledRetryIsFollowedByTheNextTargetAndTakesItsAttemptWhenItMust() {
    FailoverRules rules = on("garbled", Reaction.RETRY);
    Failure garbled = failure("garbled");

    assertThat(named(after(policy, rules, garbled, 3, 1, 2))).isEqualTo("here");
    assertThat(named(after(policy, rules, garbled, 2, 2, 1))).isEqualTo("next");
    assertThat(named(after(policy, rules, garbled, 2, 2, 0))).isEqualTo("stop");
    assertThat(named(after(policy(true, 4, 0), rules, garbled, 1, 1, 1))).isEqualTo("here");
  }

  @Test
  void aRuledRetryIsAsImpatientAsAnyOther() {
    FailoverRules rules = on("throttled", Reaction.RETRY);
    Failure minute = new Failure.Throttled("slow down", Duration.ofMinutes(1), false);

    assertThat(named(after(policy, rules, minute, 1, 1, 1))).isEqualTo("next");
  }

  @Test
  void aTargetThatCoolsForLongIsNotWaitedForWhateverItFailedOf() {
    Progress cooling = new Progress(1, 1, 0, Duration.ofSeconds(30));

    assertThat(policy.after(FailoverRules.NONE, CRASHED, cooling)).isEqualTo(GIVE_UP);
  }

  @Test
  void aRetryWaitsForTheRestOfTheCooldown() {
    Progress cooling = new Progress(1, 1, 0, Duration.ofMillis(1_500));

    assertThat(policy.after(FailoverRules.NONE, CRASHED, cooling))
        .isEqualTo(new Decision.RetryHere(Duration.ofMillis(1_500)));
  }

  @Test
  void theRulesMaySayHowManyAttemptsThereAre() {
    FailoverRules two = new FailoverRules(Map.of(), 2, null, Duration.ZERO, Duration.ZERO);
    FailoverRules nine = new FailoverRules(Map.of(), 9, null, Duration.ZERO, Duration.ZERO);

    assertThat(named(after(policy, two, CRASHED, 2, 1, 1))).isEqualTo("stop");
    assertThat(named(after(policy, two, CRASHED, 1, 1, 1))).isEqualTo("next");
    assertThat(named(after(policy, nine, CRASHED, 8, 2, 1))).isEqualTo("next");
    assertThat(named(after(policy, nine, CRASHED, 9, 2, 1))).isEqualTo("stop");
  }

  @Test
  void theRulesMaySayHowLongTheBackOffIs() {
    FailoverRules slow =
        new FailoverRules(Map.of(), 0, Duration.ofSeconds(9), Duration.ZERO, Duration.ZERO);

    assertThat(
            IntStream.range(0, 500).mapToLong(_ -> millis(after(policy, slow, CRASHED, 1, 1, 0))))
        .allMatch(millis -> millis <= 9_000)
        .anyMatch(millis -> millis > 7_000);
  }

  @Test
  void withoutFailoverNoRuleLeadsToAnotherTarget() {
    FailoverPolicy alone = policy(false, 4, 1);

    assertThat(named(after(alone, on("cut", Reaction.NEXT), failure("cut"), 1, 1, 3)))
        .isEqualTo("stop");
  }

  @Test
  void withoutFailoverOnlyTheSameTargetIsTried() {
    FailoverPolicy alone = policy(false, 4, 1);

    assertThat(after(alone, CRASHED, 1, 1, 3)).isInstanceOf(Decision.RetryHere.class);
    assertThat(after(alone, CRASHED, 2, 2, 3)).isEqualTo(GIVE_UP);
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
    return millis(after(policy, CRASHED, here, here, 0));
  }

  private static long millis(Decision decision) {
    return switch (decision) {
      case Decision.RetryHere retry -> retry.delay().toMillis();
      case Decision.MoveOn _, Decision.GiveUp _ -> throw new AssertionError("no retry");
    };
  }
}
