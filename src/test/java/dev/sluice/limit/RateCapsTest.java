package dev.sluice.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Dialect;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class RateCapsTest {
  private final AtomicLong clock = new AtomicLong(42);

  @Test
  void leavesATargetWithoutACapAlone() {
    Target target = target(0);
    RateCaps caps = new RateCaps(List.of(target), clock::get);

    assertThat(passed(caps, target, 10_000)).isEqualTo(10_000);
    assertThat(caps.hasHeadroom(target)).isTrue();
  }

  @Test
  void letsOneSecondsWorthPassAndThenTheRate() {
    Target target = target(5);
    RateCaps caps = new RateCaps(List.of(target), clock::get);

    assertThat(passed(caps, target, 100)).isEqualTo(5);
    clock.addAndGet(Duration.ofMillis(400).toNanos());

    assertThat(passed(caps, target, 100)).isEqualTo(2);
  }

  @Test
  void takesHalfAnAttemptASecondForOneEveryTwoSeconds() {
    Target target = target(0.5);
    RateCaps caps = new RateCaps(List.of(target), clock::get);
    assertThat(passed(caps, target, 100)).isEqualTo(1);

    clock.addAndGet(Duration.ofMillis(1_999).toNanos());
    assertThat(caps.take(target)).isFalse();
    clock.addAndGet(Duration.ofMillis(1).toNanos());

    assertThat(passed(caps, target, 100)).isEqualTo(1);
  }

  @Test
  void tellsTheHeadroomWithoutTakingIt() {
    Target target = target(1);
    RateCaps caps = new RateCaps(List.of(target), clock::get);

    assertThat(caps.hasHeadroom(target)).isTrue();
    assertThat(caps.hasHeadroom(target)).isTrue();
    assertThat(caps.take(target)).isTrue();
    assertThat(caps.hasHeadroom(target)).isFalse();
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
      passed += caps.take(target) ? 1 : 0;
    }
    return passed;
  }

  private static Target target(double maxRps) {
    Duration minute = Duration.ofMinutes(1);
    return new Target(
        new TargetId("acme/one"),
        "acme",
        Dialect.OPENAI_CHAT,
        "one",
        1,
        1,
        true,
        maxRps,
        null,
        new Timeouts(minute, minute, minute, minute),
        false);
  }
}
