package dev.sluice.routing.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ChanceTest {
  @Property
  void theSameIsDrawnAgainAndLiesBetweenTheEnds(@ForAll long seed, @ForAll String name) {
    double drawn = Chance.uniform(seed, Chance.key(name));
    assertThat(drawn).isStrictlyBetween(0.0, 1.0).isEqualTo(Chance.uniform(seed, Chance.key(name)));
  }

  @Test
  void seedsInARowDrawEvenly() {
    int[] tenths = new int[10];
    long key = Chance.key("openai/gpt-4o");
    for (int seed = 1; seed <= 100_000; seed++) {
      tenths[(int) (10 * Chance.uniform(seed, key))]++;
    }
    assertThat(Arrays.stream(tenths))
        .allSatisfy(count -> assertThat(count).isBetween(9_600, 10_400));
  }

  @Test
  void theLeastWaitWinsInProportionToItsPull() {
    int heavy = 0;
    for (long seed = 0; seed < 40_000; seed++) {
      double one = Chance.wait(seed, Chance.key("one"), 3);
      double other = Chance.wait(seed, Chance.key("other"), 1);
      heavy += one < other ? 1 : 0;
    }
    assertThat(heavy).isBetween(29_500, 30_500);
  }
}
