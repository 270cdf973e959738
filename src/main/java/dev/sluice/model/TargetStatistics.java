package dev.sluice.model;

/**
 * What was measured of a target over the last minutes, older values counting less. Attempts that
 * say nothing about the target are not in it.
 *
 * @param attempts that succeeded or failed by the target's fault
 * @param successes of them
 * @param firstToken seconds to the first token
 * @param whole seconds to the end of the answer
 * @param throughput tokens a second after the first one
 * @param outputTokens tokens of an answer
 * @param cachedShare share of prompt tokens that were read from the provider's cache
 * @param firstTokenP95 95th percentile of the seconds to the first token, 0 when unknown
 */
public record TargetStatistics(
    double attempts,
    double successes,
    Estimate firstToken,
    Estimate whole,
    Estimate throughput,
    Estimate outputTokens,
    double cachedShare,
    double firstTokenP95) {
  /** Of a target that was never tried. */
  public static final TargetStatistics NONE =
      new TargetStatistics(0, 0, Estimate.NONE, Estimate.NONE, Estimate.NONE, Estimate.NONE, 0, 0);
}
