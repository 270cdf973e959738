package dev.sluice.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fleet.lease.LocalAllowances;
import dev.sluice.model.Caps;
import dev.sluice.model.Demand;
import dev.sluice.model.Target;
import dev.sluice.model.Targets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class RateCapsTest {
  private static final Caps NONE = Caps.NONE;

  private final AtomicLong clock = new AtomicLong(42);
  private long answer;

  @Test
  void leavesATargetWithoutACapAlone() {
    Target target = target(0);
    RateCaps caps = new RateCaps(List.of(target), clock::get);

    assertThat(passed(caps, target, 10_000)).isEqualTo(10_000);
    assertThat(caps.hasHeadroom(target)).isTrue();
    assertThat(caps.spent(target)).isNull();
  }

  @Test
  void letsOneSecondsWorthPassAndThenTheRate() {
    Target target = target(5);
    RateCaps caps = new RateCaps(List.of(target), clock::get);

    assertThat(passed(caps, target, 100)).isEqualTo(5);
    pass(Duration.ofMillis(400));

    assertThat(passed(caps, target, 100)).isEqualTo(2);
  }

  @Test
  void takesHalfAnAttemptASecondForOneEveryTwoSeconds() {
    Target target = target(0.5);
    RateCaps caps = new RateCaps(List.of(target), clock::get);
    assertThat(passed(caps, target, 100)).isEqualTo(1);

    pass(Duration.ofMillis(1_999));
    assertThat(passed(caps, target, 1)).isZero();
    pass(Duration.ofMillis(1));

    assertThat(passed(caps, target, 100)).isEqualTo(1);
  }

  @Test
  void tellsTheHeadroomWithoutTakingIt() {
    Target target = target(1);
    RateCaps caps = new RateCaps(List.of(target), clock::get);

    assertThat(caps.hasHeadroom(target)).isTrue();
    assertThat(caps.hasHeadroom(target)).isTrue();
    assertThat(passed(caps, target, 1)).isEqualTo(1);
    assertThat(caps.hasHeadroom(target)).isFalse();
    assertThat(caps.spent(target)).isEqualTo(Cap.TARGET_RPS);
    assertThat(caps.pause(target.id())).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aMinutesCapOfOneProviderIsThatOfAllItsTargets() {
    Target one = target("one", 0, NONE);
    Target two = target("two", 0, NONE);
    RateCaps caps = caps(new Caps(120, 0, 0), one, two);

    assertThat(passed(caps, one, 1)).isEqualTo(1);
    assertThat(passed(caps, two, 9)).isEqualTo(1);
    assertThat(caps.spent(one)).isEqualTo(Cap.PROVIDER_REQUESTS);
    assertThat(caps.pause(one.id())).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void whatIsRefusedByOneCapIsNotTakenFromAnother() {
    Target one = target("one", 0, new Caps(600, 0, 2));
    Target two = target("two", 0, NONE);
    RateCaps caps = caps(new Caps(180, 0, 0), one, two);
    assertThat(passed(caps, two, 3)).isEqualTo(3);
    assertThat(passed(caps, one, 5)).isZero();
    pass(Duration.ofSeconds(1));

    // Neither its room nor its own rate was used up by attempts that did not begin.
    assertThat(passed(caps, one, 5)).isEqualTo(2);
    assertThat(caps.spent(one)).isEqualTo(Cap.TARGET_CONCURRENCY);
  }

  @Test
  void anAttemptHasItsPlaceUntilItIsOver() {
    Target target = target("one", 0, new Caps(0, 0, 2));
    RateCaps caps = caps(NONE, target);
    assertThat(passed(caps, target, 5)).isEqualTo(2);
    caps.of(target).leave(0, TargetCaps.UNKNOWN);

    assertThat(passed(caps, target, 5)).isEqualTo(1);
  }

  @Test
  void reservesWhatARequestMayUseAndSettlesWhatItUsed() {
    Target target = target("one", 0, new Caps(0, 6_000, 0));
    RateCaps caps = caps(NONE, target);
    long reserved = caps.of(target).enter(demand(150, 50));
    assertThat(reserved).isEqualTo(200);
    assertThat(caps.hasHeadroom(target)).isFalse();
    assertThat(caps.spent(target)).isEqualTo(Cap.TARGET_TOKENS);
    assertThat(caps.pause(target.id())).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_020));

    caps.of(target).leave(reserved, 40);
    assertThat(caps.hasHeadroom(target)).isTrue();
  }

  @Test
  void whatWasUsedBeyondTheReservationIsOwed() {
    Target target = target("one", 0, new Caps(0, 6_000, 0));
    RateCaps caps = caps(NONE, target);
    long reserved = caps.of(target).enter(demand(10, 10));
    caps.of(target).leave(reserved, 1_100);

    pass(Duration.ofMillis(9_990));
    assertThat(caps.hasHeadroom(target)).isFalse();
    pass(Duration.ofMillis(40));
    assertThat(caps.hasHeadroom(target)).isTrue();
  }

  @Test
  void anAttemptThatCameToNothingGivesAllItsTokensBack() {
    Target target = target("one", 0, new Caps(0, 6_000, 0));
    RateCaps caps = caps(NONE, target);
    long reserved = caps.of(target).enter(demand(5_000, 5_000));
    caps.of(target).leave(reserved, 0);

    assertThat(caps.hasHeadroom(target)).isTrue();
    assertThat(caps.of(target).enter(demand(1, 1))).isEqualTo(2);
  }

  @Test
  void withoutABoundTheLearnedLengthOfAnswersIsReserved() {
    Target target = target("one", 0, new Caps(0, 600_000, 0));
    RateCaps caps = caps(NONE, target);

    assertThat(caps.of(target).enter(demand(100, 0))).isEqualTo(356);
    answer = 40;
    assertThat(caps.of(target).enter(demand(100, 0))).isEqualTo(140);
  }

  @Property(tries = 200)
  void neverLetsMoreThanTheRateAndTheBurstPass(
      @ForAll @DoubleRange(min = 0.05, max = 500) double maxRps,
      @ForAll @Size(max = 100) List<@IntRange(max = 3_000) Integer> pauses) {
    AtomicLong now = new AtomicLong();
    Target target = target(maxRps);
    RateCaps caps = new RateCaps(List.of(target), now::get);

    long passed = passed(caps, target, 1_000);
    for (int millis : pauses) {
      now.addAndGet(Duration.ofMillis(millis).toNanos());
      passed += passed(caps, target, 20);
      double seconds = now.get() / 1e9;
      assertThat((double) passed)
          .isLessThanOrEqualTo(maxRps * seconds * 1.000001 + Math.ceil(maxRps));
    }
  }

  private static int passed(RateCaps caps, Target target, int tries) {
    int passed = 0;
    for (int i = 0; i < tries; i++) {
      passed += caps.of(target).enter(Demand.PLAIN) == TargetCaps.REFUSED ? 0 : 1;
    }
    return passed;
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private RateCaps caps(Caps provider, Target... targets) {
    return new RateCaps(
        List.of(targets), Map.of("acme", provider), new LocalAllowances(clock::get), _ -> answer);
  }

  private static Demand demand(int prompt, int max) {
    return new Demand(prompt, max, Set.of(), 0);
  }

  private static Target target(double maxRps) {
    return target("one", maxRps, NONE);
  }

  private static Target target(String name, double maxRps, Caps caps) {
    Duration minute = Duration.ofMinutes(1);
    return Targets.of("acme", name).maxRps(maxRps).timeouts(minute).caps(caps).make();
  }
}
