package dev.sluice.simulation;

import dev.sluice.simulation.decision.Decision;
import java.util.function.Consumer;

/**
 * The decisions of a run that are written down.
 *
 * @param from seconds from the start before which none is
 * @param most how many at most
 * @param log told of each as it is made
 */
public record Excerpt(double from, long most, Consumer<Decision> log) {
  /** All decisions. */
  public static Excerpt all(Consumer<Decision> log) {
    return new Excerpt(0, Long.MAX_VALUE, log);
  }
}
