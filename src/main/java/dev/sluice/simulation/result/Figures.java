package dev.sluice.simulation.result;

import org.jspecify.annotations.Nullable;

/**
 * What a strategy achieved with the requests that came after the warm-up.
 *
 * @param requests that came
 * @param success share of them that were served, 0 to 1
 * @param attempts of a request, mean
 * @param cost nano-dollars of a served request, mean
 * @param firstToken seconds from the request to the first token, failed attempts included
 * @param whole seconds from the request to the end of the answer, failed attempts included
 * @param score scalarised cost of the first choices under the preference, mean; 1 is the best in
 *     everything, 2 the worst in what matters most
 * @param regret by how much the score was above that of the best target, mean
 * @param front share of first choices that no other target beat in everything, 0 to 1
 * @param adaptation seconds until nine tenths of the regret that a change brought were gone, for
 *     the worst change; infinite when that never came, null when nothing changed
 * @param herding largest share of attempts that a recovered target got within two seconds of the
 *     minute after its first request since then, in terms of its share before the outage, and at
 *     least of an even one; null when none recovered
 */
public record Figures(
    long requests,
    double success,
    double attempts,
    double cost,
    Percentiles firstToken,
    Percentiles whole,
    double score,
    double regret,
    double front,
    @Nullable Double adaptation,
    @Nullable Double herding) {

  /**
   * Two percentiles, in seconds.
   *
   * @param p50 the median
   * @param p99 exceeded by one in a hundred
   */
  public record Percentiles(double p50, double p99) {
    static Percentiles of(Quantiles quantiles) {
      return new Percentiles(quantiles.at(0.5), quantiles.at(0.99));
    }
  }
}
