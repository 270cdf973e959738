package dev.sluice.fleet.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Permits of a shared bucket, in virtual time. */
final class PermitLeaseTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Site site = new Site(true);
  private final List<Leases> nodes = new ArrayList<>();

  @Test
  void allPermitsCanBeUsedAndNoMore() {
    Permits a = node("a", 10);
    Permits b = node("b", 10);
    crowd(a, b);

    assertThat(a.inside() + b.inside()).isEqualTo(10);
    assertThat(a.inside()).isBetween(3, 7);
  }

  @Test
  void oneNodeMayUseThemAll() {
    Permits a = node("a", 10);
    Permits b = node("b", 10);
    crowd(a);

    assertThat(a.inside()).isEqualTo(10);
    assertThat(b.open()).isFalse();
  }

  @Test
  void aNodeThatHasThemAllMakesRoomAsItsWorkEnds() {
    Permits a = node("a", 10);
    Permits b = node("b", 10);
    crowd(a);
    site.pass(
        SECOND.multipliedBy(5),
        () -> {
          // One of them ends at each look, and both would begin as many as they can.
          if (a.inside() > 0) {
            a.leave();
          }
          while (b.tryEnter()) {}
          while (a.tryEnter()) {}
        });

    assertThat(b.inside()).isGreaterThanOrEqualTo(4);
    assertThat(a.inside() + b.inside()).isLessThanOrEqualTo(10);
  }

  @Test
  void theLastPermitGoesToWhoeverWantsIt() {
    Permits a = node("a", 1);
    Permits b = node("b", 1);
    crowd(a);
    assertThat(a.inside()).isEqualTo(1);
    a.leave();
    site.pass(SECOND.multipliedBy(3));
    crowd(b);

    assertThat(b.inside()).isEqualTo(1);
    assertThat(a.tryEnter()).isFalse();
  }

  @Test
  void thePermitsOfALostNodeReturnWithinSeconds() {
    Permits a = node("a", 10);
    Permits b = node("b", 10);
    crowd(a);
    site.kill("a");
    site.pass(
        Site.CONFIG.hold().plus(SECOND),
        () -> {
          while (b.tryEnter()) {}
        });

    // Until the fleet counts one node less it may do without that node's part.
    assertThat(b.inside()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void aMinorityUsesItsShareAndTheOthersTheRest() {
    Permits a = node("a", 9);
    Permits b = node("b", 9);
    Permits c = node("c", 9);
    site.fleet.split(Set.of("a"));
    site.pass(Site.CONFIG.hold().plus(SECOND));
    crowd(a, b, c);

    assertThat(a.inside()).isEqualTo(3);
    assertThat(b.inside() + c.inside()).isEqualTo(6);
    site.fleet.heal();
    crowd(a, b, c);
    assertThat(a.inside() + b.inside() + c.inside()).isEqualTo(9);
  }

  @Test
  void aNodeThatLeavesGivesAllBack() {
    Permits a = node("a", 4);
    Permits b = node("b", 4);
    crowd(a);
    while (a.inside() > 0) {
      a.leave();
    }
    site.leave("a");
    crowd(b);

    assertThat(b.inside()).isEqualTo(4);
  }

  private Permits node(String id, int capacity) {
    Leases leases = site.join(id);
    nodes.add(leases);
    Permits permits = leases.permits("bucket", capacity);
    leases.look();
    return permits;
  }

  /** For two seconds each enters as often as it can, and nobody leaves. */
  private void crowd(Permits... all) {
    site.pass(
        SECOND.multipliedBy(2),
        () -> {
          for (Permits each : all) {
            boolean _ = each.tryEnter();
          }
        });
  }
}
