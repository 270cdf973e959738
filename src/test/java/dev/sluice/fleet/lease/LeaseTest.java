package dev.sluice.fleet.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.fleet.lease.bucket.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tokens of a shared bucket, in virtual time. */
final class LeaseTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Rate RATE = Rate.perMinute(6_000);

  private final Site site = new Site(true);
  private final List<Leases> nodes = new ArrayList<>();
  private long spent;

  @Test
  void threeNodesSpendOneRateWhereverTheDemandIs() {
    Allowance a = node("a", RATE);
    Allowance b = node("b", RATE);
    Allowance c = node("c", RATE);
    pass(SECOND.multipliedBy(2), 9, a, b, c);

    assertThat(spentIn(MINUTE, 9, a, b, c)).isCloseTo(6_000, within(60L));
    assertThat(spentIn(MINUTE, 9, b)).isCloseTo(6_000, within(60L));
  }

  @Test
  void aSmallCapIsSpentInFullToo() {
    Rate rate = Rate.perMinute(60);
    Allowance a = node("a", rate);
    Allowance b = node("b", rate);
    pass(SECOND.multipliedBy(5), 1, a, b);

    assertThat(spentIn(MINUTE, 1, a, b)).isBetween(59L, 61L);
  }

  @Test
  void noMinuteHasMoreThanTheRateAndTheBurst() {
    Allowance a = node("a", RATE);
    Allowance b = node("b", RATE);
    Allowance c = node("c", RATE);
    site.pass(MINUTE);

    assertThat(spentIn(MINUTE, 30, a, b, c)).isLessThanOrEqualTo((long) (6_000 * 1.02));
  }

  @Test
  void aFirstRequestAfterALongRestIsServed() {
    Allowance a = node("a", Rate.perMinute(6));
    Allowance b = node("b", Rate.perMinute(6));
    site.pass(Duration.ofHours(1));

    assertThat(a.tryTake(1)).isTrue();
    assertThat(b.tryTake(1)).isTrue();
  }

  @Test
  void anIdleNodeGivesBackWhatItDoesNotNeed() {
    Allowance a = node("a", RATE);
    pass(SECOND.multipliedBy(3), 2, a);
    assertThat(leases("a").held()).isGreaterThan(3);
    site.pass(SECOND.multipliedBy(4));

    assertThat(leases("a").held()).isEqualTo(1);
  }

  @Test
  void aMinoritySpendsItsShareAndTheOthersTheRest() {
    Allowance a = node("a", RATE);
    Allowance b = node("b", RATE);
    Allowance c = node("c", RATE);
    pass(SECOND, 9, a, b, c);
    site.fleet.split(Set.of("a"));
    pass(SECOND, 9, a, b, c);

    assertThat(spentIn(MINUTE, 9, a)).isCloseTo(2_000, within(30L));
    assertThat(spentIn(MINUTE, 9, b, c)).isCloseTo(4_000, within(60L));
    assertThat(leases("a").away()).isTrue();
    assertThat(leases("b").away()).isFalse();

    site.fleet.heal();
    pass(SECOND, 9, a, b, c);
    assertThat(spentIn(MINUTE, 9, a, b, c)).isCloseTo(6_000, within(80L));
    assertThat(leases("a").away()).isFalse();
  }

  @Test
  void withoutTheStoreANodeSpendsItsShareUntilItIsBack() {
    Allowance a = node("a", RATE);
    Allowance b = node("b", RATE);
    pass(SECOND, 9, a, b);
    site.cut("a", true);
    pass(SECOND, 9, a, b);

    assertThat(spentIn(MINUTE, 9, a)).isCloseTo(3_000, within(60L));
    assertThat(leases("a").alone()).isGreaterThan(2_900);

    site.cut("a", false);
    pass(SECOND.multipliedBy(5), 9, a, b);
    assertThat(leases("a").away()).isFalse();
    assertThat(spentIn(MINUTE, 9, a, b)).isCloseTo(6_000, within(60L));
  }

  @Test
  void whatIsOwedIsPaidBeforeAnythingElse() {
    Allowance a = node("a", RATE);
    pass(SECOND, 1, a);
    assertThat(a.tryTake(1_000)).isTrue();

    assertThat(a.open()).isFalse();
    assertThat(a.waitNanos()).isGreaterThan(SECOND.multipliedBy(8).toNanos());
    site.pass(SECOND.multipliedBy(8));
    assertThat(a.open()).isFalse();
    a.settle(-900);
    assertThat(a.open()).isTrue();
  }

  @Test
  void aNodeThatLeavesGivesBackWhatItHolds() {
    Allowance a = node("a", new Rate(1e-3, 2));
    site.pass(SECOND);
    Allowance b = node("b", new Rate(1e-3, 2));
    site.leave("a");
    site.pass(SECOND);

    assertThat(a.tryTake(1)).isFalse();
    assertThat(b.tryTake(1)).isTrue();
  }

  private Allowance node(String id, Rate rate) {
    Leases leases = site.join(id);
    nodes.add(leases);
    Allowance tokens = leases.tokens("bucket", rate);
    leases.look();
    return tokens;
  }

  private Shared leases(String id) {
    return nodes.get(id.charAt(0) - 'a').all().getFirst();
  }

  private long spentIn(Duration time, int demand, Allowance... nodes) {
    long before = spent;
    pass(time, demand, nodes);
    return spent - before;
  }

  /** Each node tries to spend so many tokens at each look. */
  private void pass(Duration time, int demand, Allowance... nodes) {
    site.pass(
        time,
        () -> {
          for (int i = 0; i < demand; i++) {
            for (Allowance node : nodes) {
              spent += node.tryTake(1) ? 1 : 0;
            }
          }
        });
  }
}
