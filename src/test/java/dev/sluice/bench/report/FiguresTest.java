package dev.sluice.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.bench.report.Comparison.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arithmetic behind what a benchmark claims. */
final class FiguresTest {
  private static Measurement cost(Double... trials) {
    return Measurement.of("unary", "gateway", "cpu a request", "µs", List.of(trials));
  }

  @Test
  void theMiddleOfAnEvenNumberLiesBetweenTwo() {
    assertThat(Statistics.median(List.of(4.0, 1.0, 3.0))).isEqualTo(3);
    assertThat(Statistics.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
    assertThatThrownBy(() -> Statistics.median(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatWasAddedIsTakenTrialByTrial() {
    assertThat(Statistics.added(List.of(110.0, 250.0), List.of(100.0, 200.0)))
        .containsExactly(10.0, 50.0);
    assertThatThrownBy(() -> Statistics.added(List.of(1.0), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyTheLastThreeWindowsHaveToAgree() {
    assertThat(Statistics.agree(List.of(900.0, 100.0, 101.0, 99.0), 0.05)).isTrue();
    assertThat(Statistics.agree(List.of(100.0, 100.0), 0.05)).isFalse();
    assertThat(Statistics.agree(List.of(100.0, 112.0, 100.0), 0.05)).isFalse();
  }

  @Test
  void aLeakIsNotFlatAndScatterIs() {
    List<Double> minutes = List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);

    Trend leak = Trend.of(minutes, List.of(100.0, 110.0, 120.0, 130.0, 140.0, 150.0));
    Trend scatter = Trend.of(minutes, List.of(100.0, 120.0, 95.0, 118.0, 99.0, 112.0));

    assertThat(leak.growth()).isEqualTo(50, within(1e-9));
    assertThat(leak.flat(0.05)).isFalse();
    assertThat(scatter.flat(0.05)).isTrue();
    assertThat(Trend.of(minutes, List.of(9.0, 8.0, 7.0, 6.0, 5.0, 4.0)).flat(0.05)).isTrue();
  }

  @Test
  void aChangeIsOneOnlyWhenTheTrialsDoNotOverlap() {
    Measurement before = cost(50.0, 52.0, 55.0);

    assertThat(new Comparison(cost(40.0, 44.0), before).change()).isEqualTo(Change.BETTER);
    assertThat(new Comparison(cost(54.0, 70.0), before).change()).isEqualTo(Change.SAME);
    assertThat(new Comparison(cost(56.0, 70.0), before).change()).isEqualTo(Change.WORSE);
    assertThat(new Comparison(cost(56.0, 70.0).higher(), before).change()).isEqualTo(Change.BETTER);
  }

  @Test
  void figuresOfTwoRunsArePairedByWhatTheyAreOf() {
    Measurement other = Measurement.of("unary", "nginx", "cpu a request", "µs", List.of(1.0));

    assertThat(Comparison.between(List.of(other, cost(26.0)), List.of(cost(52.0))))
        .singleElement()
        .satisfies(pair -> assertThat(pair.ratio()).isEqualTo(0.5));
  }
}
