package dev.sluice.stats.window;

/** The interval of Wilson's score for a share that was measured in a sample. */
public final class Wilson {
  /** Of the standard normal distribution, for 95 % confidence on both sides. */
  private static final double Z = 1.959964;

  private Wilson() {}

  /**
   * Lower end of the interval, 0 to 1; 0 without attempts.
   *
   * @param successes at most the attempts
   * @param attempts how many; need not be whole
   */
  public static double lowerBound(double successes, double attempts) {
    if (!(attempts > 0)) {
      return 0;
    }
    double share = Math.clamp(successes / attempts, 0.0, 1.0);
    double squared = Z * Z / attempts;
    double spread = Z * Math.sqrt((share * (1 - share) + squared / 4) / attempts);
    return Math.max(0, (share + squared / 2 - spread) / (1 + squared));
  }
}
