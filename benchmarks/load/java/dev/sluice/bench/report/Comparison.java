package dev.sluice.bench.report;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A figure of this run beside the same figure of an earlier one.
 *
 * @param now the figure now
 * @param before the earlier figure
 */
public record Comparison(Measurement now, Measurement before) {
  /** What has become of a figure. */
  public enum Change {
    /** The ranges of the trials do not overlap, in the good direction. */
    BETTER,
    /** The ranges overlap. */
    SAME,
    /** The ranges do not overlap, in the bad direction. */
    WORSE
  }

  /** Pairs the figures that both runs have, in the order of the first. */
  public static List<Comparison> between(List<Measurement> now, List<Measurement> before) {
    Map<Measurement.Key, Measurement> earlier =
        before.stream()
            .collect(Collectors.toMap(Measurement::key, Function.identity(), (a, _) -> a));
    return now.stream()
        .flatMap(m ->
            java.util.stream.Stream.ofNullable(earlier.get(m.key())).map(b -> new Comparison(m, b)))
        .toList();
  }

  /** Now divided by before; NaN when before was zero. */
  public double ratio() {
    return before.median() == 0 ? Double.NaN : now.median() / before.median();
  }

  /** What has become of it, judged by the ranges of the trials. */
  public Change change() {
    boolean up = now.min() > before.max();
    boolean down = now.max() < before.min();
    if (!up && !down) {
      return Change.SAME;
    }
    return up == now.higherIsBetter() ? Change.BETTER : Change.WORSE;
  }
}
