package dev.sluice.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class WatchdogTest {
  private final AtomicLong clock = new AtomicLong(1);
  private final Watchdog watchdog = new Watchdog(clock::get);
  private final List<String> seen = new ArrayList<>();

  private final class Bound extends Watchdog.Entry {
    private final String name;
    private final long every;
    private Runnable then = () -> {};

    Bound(String name, long every) {
      this.name = name;
      this.every = every;
      dueBy(clock.get() + every);
      watchdog.watch(this);
    }

    @Override
    protected long check(long now) {
      seen.add(name);
      then.run();
      return now + every;
    }

    @Override
    protected void stop(Failure reason) {
      seen.add(name + " stopped");
      watchdog.unwatch(this);
    }
  }

  private void tickAt(long nanos) {
    clock.set(nanos);
    watchdog.tick();
  }

  @Test
  void looksOnlyAtWhatIsDueAndAgainWhenItAskedFor() {
    Bound ten = new Bound("ten", 10);
    Bound thirty = new Bound("thirty", 30);

    tickAt(5);
    tickAt(12);
    tickAt(15);
    tickAt(40);

    assertThat(seen).containsExactly("ten", "thirty", "ten");
    watchdog.unwatch(ten);
    watchdog.unwatch(thirty);
    assertThat(watchdog.size()).isZero();
  }

  @Test
  void anEntryMayEndItselfAndItsNeighbourWhileItIsLookedAt() {
    Bound last = new Bound("last", 1);
    Bound middle = new Bound("middle", 1);
    Bound first = new Bound("first", 1);
    first.then =
        () -> {
          watchdog.unwatch(first);
          watchdog.unwatch(middle);
        };

    tickAt(10);

    assertThat(seen).containsExactly("first", "last");
    watchdog.unwatch(last);
    assertThat(watchdog.size()).isZero();
  }

  @Test
  void stopsAllOfThem() {
    int watched = List.of(new Bound("a", 1), new Bound("b", 1), new Bound("c", 1)).size();

    assertThat(watchdog.size()).isEqualTo(watched);
    watchdog.stopAll(new Failure.Draining("stopping"));

    assertThat(seen).containsExactlyInAnyOrder("a stopped", "b stopped", "c stopped");
    assertThat(watchdog.size()).isZero();
  }
}
