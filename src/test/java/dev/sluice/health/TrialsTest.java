package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class TrialsTest {
  private final Trials trials = new Trials(2, 100);

  @Test
  void hasSoManyPlaces() {
    assertThat(trials.take(0)).isTrue();
    assertThat(trials.take(0)).isTrue();

    assertThat(trials.free(0)).isFalse();
    assertThat(trials.take(0)).isFalse();
  }

  @Test
  void takesAPlaceBack() {
    assertThat(trials.take(0)).isTrue();
    assertThat(trials.take(0)).isTrue();
    trials.giveBack();

    assertThat(trials.take(0)).isTrue();
  }

  @Test
  void freesThePlaceOfAHolderThatStaysAway() {
    assertThat(trials.take(0)).isTrue();
    assertThat(trials.take(50)).isTrue();

    assertThat(trials.free(99)).isFalse();
    assertThat(trials.take(100)).isTrue();
    assertThat(trials.take(100)).isFalse();
  }

  @Test
  void isPassedWhenAsManySucceededAsThereArePlaces() {
    assertThat(trials.take(0)).isTrue();
    assertThat(trials.succeeded()).isFalse();
    assertThat(trials.take(0)).isTrue();
    assertThat(trials.take(0)).isFalse();

    assertThat(trials.succeeded()).isTrue();
  }

  @Property
  void neverHoldsMoreThanItsPlaces(
      @ForAll @IntRange(min = 1, max = 5) int places,
      @ForAll List<@IntRange(max = 2) Integer> steps) {
    Trials many = new Trials(places, 1_000_000);
    int held = 0;
    for (int step : steps) {
      if (step < 2 && many.take(0)) {
        held++;
      } else if (step == 2) {
        many.giveBack();
        held = Math.max(0, held - 1);
      }
      assertThat(held).isLessThanOrEqualTo(places);
      assertThat(many.free(0)).isEqualTo(held < places);
    }
  }
}
