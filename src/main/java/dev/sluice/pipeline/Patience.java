package dev.sluice.pipeline;

import dev.sluice.model.FailoverRules;
import dev.sluice.model.Target;
import java.util.function.ToDoubleFunction;

/**
 * How long a target that has not spoken yet is waited for while another one could answer.
 *
 * <p>The model's rules say it. Where they name no bound for the first token, it is what the target
 * has taught: {@link #FACTOR} times the 95th percentile of its times to the first token, and at
 * least {@link #LEAST_SECONDS}, so that a quick target is not given up for a hiccup.
 */
public final class Patience {
  /** How much later than usual is late. */
  static final double FACTOR = 4;

  /** Least bound that is learned, in seconds. */
  static final double LEAST_SECONDS = 2;

  /** Longer than any exchange, and still a time that can be added to. */
  private static final long FOREVER = Long.MAX_VALUE / 4;

  private static final double NANOS = 1e9;

  private final ToDoubleFunction<Target> usual;

  /**
   * Patience that learns.
   *
   * @param usual 95th percentile of a target's seconds to the first token, 0 when it is unknown;
   *     asked on every lane, must not block
   */
  public Patience(ToDoubleFunction<Target> usual) {
    this.usual = usual;
  }

  /** Patience that knows the rules alone. */
  public static Patience ofRules() {
    return new Patience(_ -> 0);
  }

  /**
   * When the target is late, on the clock of the two times, in nanoseconds.
   *
   * <p>Only the first token of a stream can be late: of a whole answer nothing is seen before it is
   * made. A provider's comments are no tokens, so they do not put off the first one.
   *
   * @param started when the attempt began
   * @param lastHeard when the target was last heard; {@code started} when it never was
   */
  long lateAt(FailoverRules rules, Target target, boolean stream, long started, long lastHeard) {
    long first = stream ? firstToken(rules, target) : FOREVER;
    long between = rules.betweenTokens().toNanos();
    boolean silent = lastHeard == started || between == 0;
    return Math.min(started + first, silent ? started + FOREVER : lastHeard + between);
  }

  private long firstToken(FailoverRules rules, Target target) {
    long ruled = rules.firstToken().toNanos();
    if (ruled > 0) {
      return ruled;
    }
    double seconds = usual.applyAsDouble(target);
    return seconds > 0 ? Math.round(Math.max(LEAST_SECONDS, FACTOR * seconds) * NANOS) : FOREVER;
  }
}
