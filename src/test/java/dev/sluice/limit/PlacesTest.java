package dev.sluice.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.limit.Places.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class PlacesTest {
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final AtomicLong clock = new AtomicLong(-7);
  private final List<String> heard = new ArrayList<>();

  @Test
  void grantsFreedPlacesInTheOrderOfArrival() {
    Places places = places(1, 2);
    places.enter(waiter("first"));
    places.enter(waiter("second"));
    places.enter(waiter("third"));

    places.leave();
    places.leave();

    assertThat(heard).containsExactly("first granted", "second granted", "third granted");
  }

  @Test
  void refusesWhenTheQueueIsFull() {
    Places places = places(1, 1);
    places.enter(waiter("first"));
    places.enter(waiter("second"));

    places.enter(waiter("third"));

    assertThat(heard).containsExactly("first granted", "third FULL");
  }

  @Test
  void letsNobodyOvertakeTheQueue() {
    Places places = places(1, 1);
    places.enter(waiter("first"));
    places.enter(waiter("second"));

    assertThat(places.tryEnter()).isFalse();
  }

  @Test
  void refusesThoseThatWaitedTooLong() {
    Places places = places(1, 2);
    places.enter(waiter("first"));
    places.enter(waiter("second"));
    clock.addAndGet(WAIT.toNanos() - 1);
    places.enter(waiter("third"));
    clock.addAndGet(1);

    places.expire(clock.get());

    assertThat(heard).containsExactly("first granted", "second EXPIRED");
    assertThat(places.waiting()).isEqualTo(1);
  }

  @Test
  void grantsNoPlaceToAWaiterPastItsTimeEvenBeforeTheTick() {
    Places places = places(1, 2);
    places.enter(waiter("first"));
    places.enter(waiter("second"));
    clock.addAndGet(WAIT.toNanos());
    places.enter(waiter("third"));

    places.leave();

    assertThat(heard).containsExactly("first granted", "second EXPIRED", "third granted");
  }

  @Test
  void forgetsAWaiterWhoseClientIsGone() {
    Places places = places(1, 2);
    Places.Waiter gone = waiter("gone");
    places.enter(waiter("first"));
    places.enter(gone);
    places.enter(waiter("third"));

    assertThat(places.remove(gone)).isTrue();
    places.leave();

    assertThat(heard).containsExactly("first granted", "third granted");
    assertThat(places.remove(gone)).isFalse();
  }

  @Test
  void refusesEverybodyOnceClosedAndStillLetsThoseInsideLeave() {
    Places places = places(1, 2);
    places.enter(waiter("first"));
    places.enter(waiter("second"));

    places.close();
    places.enter(waiter("third"));
    places.leave();

    assertThat(heard).containsExactly("first granted", "second CLOSED", "third CLOSED");
    assertThat(places.inside()).isZero();
    assertThat(places.tryEnter()).isFalse();
  }

  @Test
  void emptiesALongQueueOfWaitersThatLeaveAtOnce() {
    Places places = places(1, 100_000);
    int[] granted = {0};
    places.enter(waiter("first"));
    for (int i = 0; i < 100_000; i++) {
      places.enter(leavingAtOnce(places, granted));
    }

    places.leave();

    assertThat(granted[0]).isEqualTo(100_000);
    assertThat(places.inside()).isZero();
  }

  @Test
  void refusesToBeLeftByNobody() {
    assertThatThrownBy(() -> places(1, 1).leave()).isInstanceOf(IllegalStateException.class);
  }

  @Property(tries = 300)
  void keepsItsBoundsAndItsOrderAndLeaksNothing(
      @ForAll @IntRange(min = 1, max = 4) int max,
      @ForAll @IntRange(max = 4) int queue,
      @ForAll @Size(max = 200) List<@IntRange(max = 5) Integer> steps) {
    Model model = new Model(max, queue);

    for (int step : steps) {
      model.perform(step);
      assertThat(model.places.inside()).isEqualTo(model.inside).isLessThanOrEqualTo(max);
      assertThat(model.places.waiting()).isEqualTo(model.waiting.size()).isLessThanOrEqualTo(queue);
    }
    model.drain();

    assertThat(model.places.inside()).isZero();
    assertThat(model.places.waiting()).isZero();
  }

  private Places places(int max, int queue) {
    return new Places(max, queue, WAIT, clock::get);
  }

  private Places.Waiter waiter(String name) {
    return new Places.Waiter() {
      @Override
      public void granted() {
        heard.add(name + " granted");
      }

      @Override
      public void refused(Refusal why) {
        heard.add(name + " " + why);
      }
    };
  }

  private static Places.Waiter leavingAtOnce(Places places, int[] granted) {
    return new Places.Waiter() {
      @Override
      public void granted() {
        granted[0]++;
        places.leave();
      }

      @Override
      public void refused(Refusal why) {
        throw new AssertionError(why);
      }
    };
  }

  /** What the places must look like, kept by what the waiters hear. */
  private static final class Model {
    final AtomicLong now = new AtomicLong();
    final Places places;
    final List<Places.Waiter> waiting = new ArrayList<>();
    int inside;

    Model(int max, int queue) {
      places = new Places(max, queue, WAIT, now::get);
    }

    void perform(int step) {
      switch (step) {
        case 0, 1 -> enter();
        case 2 -> inside += places.tryEnter() ? 1 : 0;
        case 3 -> leave();
        case 4 -> remove();
        default -> pass();
      }
    }

    void drain() {
      places.close();
      while (inside > 0) {
        leave();
      }
    }

    private void enter() {
      Waiter waiter = new Waiter();
      waiting.add(waiter);
      places.enter(waiter);
    }

    private void leave() {
      if (inside > 0) {
        inside--;
        places.leave();
      }
    }

    private void remove() {
      if (!waiting.isEmpty()) {
        assertThat(places.remove(waiting.removeLast())).isTrue();
      }
    }

    private void pass() {
      now.addAndGet(WAIT.toNanos() / 3);
      places.expire(now.get());
    }

    private final class Waiter implements Places.Waiter {
      @Override
      public void granted() {
        assertThat(waiting.removeFirst()).isSameAs(this);
        inside++;
      }

      @Override
      public void refused(Refusal why) {
        assertThat(why == Refusal.FULL ? waiting.removeLast() : waiting.removeFirst())
            .isSameAs(this);
      }
    }
  }
}
