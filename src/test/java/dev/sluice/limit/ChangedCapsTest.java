package dev.sluice.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.config.LeasesConfig;
import dev.sluice.fleet.FleetView;
import dev.sluice.fleet.Member;
import dev.sluice.fleet.Standing;
import dev.sluice.fleet.lease.Allowances;
import dev.sluice.fleet.lease.Leases;
import dev.sluice.fleet.lease.LocalAllowances;
import dev.sluice.fleet.lease.bucket.LocalBuckets;
import dev.sluice.model.Caps;
import dev.sluice.model.Demand;
import dev.sluice.model.Target;
import dev.sluice.model.Targets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Caps that come, change and go while attempts are under way. */
final class ChangedCapsTest {
  private static final Caps NONE = Caps.NONE;
  private static final List<String> NAMES = List.of("one", "two", "three");
  private static final Member SELF = new Member("n", "n", "", "", "", false);

  private long now = 42;
  private final RateCaps caps = caps(new LocalAllowances(() -> now));

  @Test
  void aCapThatIsAsBeforeKeepsWhatItHasSpent() {
    Caps perMinute = new Caps(600, 6_000, 0);
    change(perMinute, target("one", 0, perMinute));
    assertThat(entered("one", 2)).isEqualTo(1);

    change(perMinute, target("one", 0, perMinute).weight(7), target("two", 0, NONE));

    assertThat(caps.hasHeadroom(target("one", 0, NONE).make())).isFalse();
    assertThat(caps.spent(target("one", 0, NONE).make())).isEqualTo(Cap.TARGET_TOKENS);
    assertThat(entered("two", 1)).as("of the provider's tokens").isZero();
  }

  @Test
  void anotherRateBeginsAnew() {
    change(NONE, target("one", 2, NONE));
    assertThat(entered("one", 9)).isEqualTo(2);

    change(NONE, target("one", 3, NONE));

    assertThat(entered("one", 9)).isEqualTo(3);
  }

  @Test
  void attemptsUnderWayCountWhenMoreAreAllowed() {
    change(NONE, target("one", 0, new Caps(0, 0, 2)));
    TargetCaps before = of("one");
    assertThat(entered("one", 9)).isEqualTo(2);

    change(NONE, target("one", 0, new Caps(0, 0, 5)));

    assertThat(entered("one", 9)).isEqualTo(3);
    before.leave(0, 0);
    before.leave(0, 0);
    assertThat(entered("one", 9)).isEqualTo(2);
  }

  @Test
  void attemptsUnderWayCountWhenFewerAreAllowed() {
    Caps provider = new Caps(0, 0, 5);
    change(provider, target("one", 0, NONE));
    TargetCaps before = of("one");
    assertThat(entered("one", 9)).isEqualTo(5);

    change(new Caps(0, 0, 2), target("one", 0, NONE));

    assertThat(entered("one", 9)).isZero();
    for (int over = 0; over < 3; over++) {
      before.leave(0, 0);
      assertThat(caps.hasHeadroom(target("one", 0, NONE).make())).isFalse();
    }
    before.leave(0, 0);
    assertThat(entered("one", 9)).isEqualTo(1);
  }

  @Test
  void whatIsCappedNoMorePassesAndWhatIsUnderWayMayEnd() {
    change(new Caps(60, 60, 1), target("one", 1, new Caps(60, 60, 1)));
    TargetCaps before = of("one");
    long reserved = before.enter(Demand.PLAIN);

    change(NONE, target("one", 0, NONE));

    assertThat(of("one")).isSameAs(TargetCaps.NONE);
    assertThatCode(() -> before.leave(reserved, 7)).doesNotThrowAnyException();
    assertThat(entered("one", 1_000)).isEqualTo(1_000);
    assertThat(caps.pause(target("one", 0, NONE).make().id())).isZero();
  }

  @Test
  void aTargetThatLeavesHasNoCaps() {
    change(NONE, target("one", 1, NONE));
    assertThat(entered("one", 9)).isEqualTo(1);

    change(NONE);

    assertThat(of("one")).isSameAs(TargetCaps.NONE);
  }

  @Property(tries = 150)
  void permitsBalanceWhateverChanges(@ForAll long seed) {
    balance(seed, caps(new LocalAllowances(() -> now)), () -> {});
  }

  @Property(tries = 100)
  void sharedPermitsBalanceWhateverChanges(@ForAll long seed) {
    FleetView view = new FleetView(1, "n", List.of(SELF), 1, Standing.MAJORITY);
    Leases leases =
        new Leases(
            new LocalBuckets(() -> now / 1_000),
            () -> view,
            "n",
            LeasesConfig.defaults(),
            () -> now);
    leases.begin(Runnable::run);
    balance(seed, caps(leases), leases::look);
  }

  @Test
  void nobodyIsRefusedWhileSharedCapsChange() {
    FleetView view = new FleetView(1, "n", List.of(SELF), 1, Standing.MAJORITY);
    List<Runnable> thread = new ArrayList<>();
    Leases leases =
        new Leases(
            new LocalBuckets(() -> now / 1_000),
            () -> view,
            "n",
            LeasesConfig.defaults(),
            () -> now);
    leases.begin(thread::add);
    RateCaps shared = caps(leases);
    Caps[] each = {NONE, new Caps(6_000, 6_000_000, 8), new Caps(60_000, 600_000, 4), NONE};

    for (Caps next : each) {
      // The leases' thread does nothing meanwhile.
      shared.adopt(List.of(target("one", 0, next).make()), Map.of("acme", new Caps(7_000, 0, 9)));
      TargetCaps of = shared.of(target("one", 0, NONE).make());
      assertThat(of.open()).isTrue();
      long reserved = of.enter(Demand.PLAIN);
      assertThat(reserved).isNotEqualTo(TargetCaps.REFUSED);
      of.leave(reserved, 12);
      thread.add(leases::look);
      while (!thread.isEmpty()) {
        thread.removeFirst().run();
      }
    }
  }

  /** An attempt under way, with the caps that it began with. */
  private record Begun(TargetCaps caps, long reserved) {
    void leave(long used) {
      caps.leave(reserved, used);
    }
  }

  /** Attempts begin and end while caps change; in the end all permits are there again. */
  private void balance(long seed, RateCaps all, Runnable look) {
    Random random = new Random(seed);
    List<Begun> begun = new ArrayList<>();
    for (int step = 0; step < 120; step++) {
      now += Duration.ofMillis(random.nextInt(200)).toNanos();
      look.run();
      switch (random.nextInt(5)) {
        case 0 -> all.adopt(someTargets(random), Map.of("acme", some(random)));
        case 1, 2 -> {
          if (!begun.isEmpty()) {
            begun.remove(random.nextInt(begun.size())).leave(random.nextInt(3) - 1);
          }
        }
        default -> {
          TargetCaps of = all.of(target(NAMES.get(random.nextInt(3)), 0, NONE).make());
          long reserved = of.enter(Demand.PLAIN);
          if (reserved != TargetCaps.REFUSED) {
            begun.add(new Begun(of, reserved));
          }
        }
      }
    }
    begun.forEach(one -> one.leave(0));
    allPermitsAreFree(all, look);
  }

  private void allPermitsAreFree(RateCaps all, Runnable look) {
    List<Target> last =
        NAMES.stream().map(name -> target(name, 0, new Caps(0, 0, 3)).make()).toList();
    all.adopt(last, Map.of());
    for (Target target : last) {
      int inside = 0;
      for (int tries = 0; tries < 10; tries++) {
        now += Duration.ofMillis(100).toNanos();
        look.run();
        inside += all.of(target).enter(Demand.PLAIN) == TargetCaps.REFUSED ? 0 : 1;
      }
      assertThat(inside).isEqualTo(3);
    }
  }

  private static List<Target> someTargets(Random random) {
    return NAMES.stream()
        .filter(_ -> random.nextInt(4) > 0)
        .map(name -> target(name, random.nextInt(3), some(random)).make())
        .toList();
  }

  private static Caps some(Random random) {
    return new Caps(600L * random.nextInt(3), 6_000L * random.nextInt(3), random.nextInt(4));
  }

  private static RateCaps caps(Allowances allowances) {
    return new RateCaps(List.of(), Map.of(), allowances, _ -> 0);
  }

  private void change(Caps provider, Targets... targets) {
    caps.adopt(Stream.of(targets).map(Targets::make).toList(), Map.of("acme", provider));
  }

  private TargetCaps of(String name) {
    return caps.of(target(name, 0, NONE).make());
  }

  private int entered(String name, int tries) {
    return (int)
        IntStream.range(0, tries)
            .filter(_ -> of(name).enter(Demand.PLAIN) != TargetCaps.REFUSED)
            .count();
  }

  private static Targets target(String name, double maxRps, Caps caps) {
    return Targets.of("acme", name).maxRps(maxRps).caps(caps);
  }
}
