package dev.sluice.fleet.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.fleet.lease.bucket.Rate;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Leases that come, change and go while nodes run, in virtual time. */
final class LeasesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Next to nothing comes: what is there was there from the beginning. */
  private static final Rate STILL = new Rate(1e-3, 4.5);

  private final Site site = new Site(true);
  private final Leases a = site.join("a");
  private final Leases b = site.join("b");

  @Test
  void whoAsksForTheSameAgainGetsTheSame() {
    Allowance tokens = a.tokens("t", STILL);
    Permits permits = a.permits("p", 3);

    assertThat(a.tokens("t", new Rate(1e-3, 4.5))).isSameAs(tokens);
    assertThat(a.permits("p", 5)).isSameAs(permits);
    assertThat(a.all()).hasSize(2);
  }

  @Test
  void aNewCapIsServedBeforeTheStoreHasAnswered() {
    site.pass(SECOND);
    site.cut("a", true);
    Allowance tokens = a.tokens("t", Rate.perMinute(6_000));
    Permits permits = a.permits("p", 4);

    assertThat(tokens.open()).isTrue();
    assertThat(tokens.waitNanos()).isZero();
    assertThat(taken(tokens)).isEqualTo(12);
    assertThat(entered(permits)).isEqualTo(2);
  }

  @Test
  void whatWasSpentAheadIsPaidForByTheFirstAnswer() {
    site.hold("a", true);
    Allowance tokens = a.tokens("t", STILL);
    assertThat(taken(tokens)).isOne();

    site.hold("a", false);

    long[] got = {1};
    site.pass(SECOND.multipliedBy(5), () -> got[0] += taken(tokens));
    assertThat(got[0]).as("of all that there is").isEqualTo(4);
  }

  @Test
  void whatIsWantedNoMoreGoesBackToTheStore() {
    Allowance tokens = a.tokens("t", STILL);
    Permits permits = a.permits("p", 2);
    site.pass(SECOND, () -> entered(permits));
    assertThat(permits.inside()).isEqualTo(2);
    permits.leave();
    permits.leave();

    a.retain(Set.of());

    assertThat(tokens.tryTake(1)).isFalse();
    assertThat(tokens.open()).isFalse();
    assertThat(permits.tryEnter()).isFalse();
    assertThat(a.all()).isEmpty();
    Allowance others = b.tokens("t", STILL);
    Permits otherPermits = b.permits("p", 2);
    long[] got = {0, 0};
    site.pass(
        SECOND,
        () -> {
          got[0] += taken(others);
          got[1] += entered(otherPermits);
        });
    assertThat(got).containsExactly(4, 2);
  }

  @Test
  void anAttemptUnderWayMayEndAfterItsCapIsGone() {
    Permits permits = a.permits("p", 2);
    Allowance tokens = a.tokens("t", STILL);
    assertThat(permits.tryEnter()).isTrue();

    a.retain(Set.of());

    assertThatCode(
            () -> {
              permits.leave();
              tokens.settle(5);
              tokens.settle(-9);
              site.pass(SECOND);
            })
        .doesNotThrowAnyException();
    assertThat(permits.inside()).isZero();
  }

  @Test
  void ofALeaseThatIsGoneNothingIsAskedAnyMore() {
    Allowance tokens = a.tokens("t", STILL);
    Permits permits = a.permits("p", 2);
    site.pass(SECOND);
    a.retain(Set.of());
    long asked = site.questions("a");

    site.pass(
        SECOND.multipliedBy(10),
        () -> {
          assertThat(tokens.tryTake(1)).isFalse();
          assertThat(permits.tryEnter()).isFalse();
          tokens.settle(1);
        });

    assertThat(site.questions("a")).isEqualTo(asked);
  }

  @Test
  void anAnswerThatComesAfterTheLeaseIsGoneIsGivenBack() {
    site.hold("a", true);
    Allowance tokens = a.tokens("t", STILL);
    a.retain(Set.of());

    site.hold("a", false);

    assertThat(tokens.tryTake(1)).isFalse();
    Allowance others = b.tokens("t", STILL);
    long[] got = {0};
    site.pass(SECOND, () -> got[0] += taken(others));
    assertThat(got[0]).isEqualTo(4);
  }

  @Test
  void anotherRateReplacesTheLeaseWhichIsSpentFromUntilThen() {
    Allowance slow = a.tokens("t", Rate.perMinute(60));
    site.pass(SECOND);

    Allowance fast = a.tokens("t", Rate.perMinute(6_000));

    assertThat(fast).isNotSameAs(slow);
    assertThat(a.all()).containsExactly((Shared) fast);
    assertThat(slow.tryTake(1)).as("by whoever does not know the new one yet").isTrue();
    a.retain(Set.of("t"));
    assertThat(slow.tryTake(1)).isFalse();
    long[] got = {0};
    site.pass(SECOND.multipliedBy(10), () -> got[0] += taken(fast));
    assertThat(got[0]).isBetween(950L, 1_150L);
  }

  @Test
  void permitsInUseCountWhenThereAreToBeFewer() {
    Permits permits = a.permits("p", 10);
    site.pass(SECOND, () -> assertThat(permits.tryEnter() || !permits.open()).isTrue());
    assertThat(permits.inside()).isEqualTo(10);

    assertThat(a.permits("p", 3)).isSameAs(permits);
    // One ends at each look, and another would begin at once.
    site.pass(
        SECOND,
        () -> {
          permits.leave();
          if (permits.inside() >= 3) {
            assertThat(permits.tryEnter()).as("at %d", permits.inside()).isFalse();
          } else {
            boolean _ = permits.tryEnter();
          }
        });

    assertThat(permits.inside()).isBetween(2, 3);
  }

  @Test
  void permitsInUseCountWhenThereAreToBeMore() {
    Permits permits = a.permits("p", 2);
    Permits others = b.permits("p", 2);
    site.pass(SECOND, () -> entered(permits));
    assertThat(permits.inside()).isEqualTo(2);

    assertThat(a.permits("p", 5)).isSameAs(permits);
    assertThat(b.permits("p", 5)).isSameAs(others);
    site.pass(
        SECOND,
        () -> {
          entered(permits);
          entered(others);
        });

    assertThat(permits.inside() + others.inside()).isEqualTo(5);
  }

  @Test
  void aBucketThatIsMadeAgainIsServedAtOnce() {
    Permits first = a.permits("p", 4);
    site.pass(SECOND.multipliedBy(3), () -> entered(first));
    assertThat(first.inside()).isEqualTo(4);
    while (first.inside() > 0) {
      first.leave();
    }
    a.retain(Set.of());

    Permits again = a.permits("p", 4);
    assertThat(again.tryEnter()).isTrue();
    site.pass(SECOND, () -> entered(again));

    assertThat(again).isNotSameAs(first);
    assertThat(again.inside()).isEqualTo(4);
  }

  @Test
  void metersFollow() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Permits _ = a.permits("p", 4);
    new LeaseMeters(a).bindTo(registry);
    assertThat(buckets(registry)).containsExactlyInAnyOrder("p", "p", "p");

    Allowance _ = a.tokens("t", Rate.perMinute(60));
    assertThat(buckets(registry)).hasSize(6);
    Allowance fast = a.tokens("t", Rate.perMinute(60_000));
    site.pass(SECOND, () -> assertThat(fast.tryTake(1)).isTrue());
    assertThat(buckets(registry)).hasSize(6);
    assertThat(registry.get("sluice.lease.held").tag("bucket", "t").gauge().value())
        .isEqualTo((double) ((Shared) fast).held());

    a.retain(Set.of("t"));
    assertThat(buckets(registry)).containsExactlyInAnyOrder("t", "t", "t");
  }

  private static List<String> buckets(SimpleMeterRegistry registry) {
    return registry.getMeters().stream()
        .map(Meter::getId)
        .flatMap(id -> Stream.ofNullable(id.getTag("bucket")))
        .toList();
  }

  private static int taken(Allowance tokens) {
    int taken = 0;
    while (tokens.tryTake(1)) {
      taken++;
    }
    return taken;
  }

  @CanIgnoreReturnValue
  private static int entered(Permits permits) {
    int entered = 0;
    while (permits.tryEnter()) {
      entered++;
    }
    return entered;
  }
}
