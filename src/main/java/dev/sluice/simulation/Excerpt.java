package dev.sluice.simulation;

import dev.sluice.model.Decision;
import dev.sluice.stats.decisions.DecisionWriter;
import java.io.Writer;
import java.util.function.Consumer;

/**
 * The decisions of a run that are written down.
 *
 * @param from seconds from the start before which none is
 * @param most how many at most
 * @param log told of each as it is made
 */
public record Excerpt(double from, long most, Consumer<Decision> log) {
  /**
   * As many decisions as a log has lines, which the writer gets. It stays the caller's to close.
   */
  public static Excerpt written(double from, long most, Writer out) {
    return new Excerpt(from, most, new DecisionWriter(out));
  }

  /** All decisions. */
  public static Excerpt all(Consumer<Decision> log) {
    return new Excerpt(0, Long.MAX_VALUE, log);
  }
}
