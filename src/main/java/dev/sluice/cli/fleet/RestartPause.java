package dev.sluice.cli.fleet;

import java.time.Duration;

/**
 * How long to wait before a node that died is started again: it doubles with each death in a row,
 * so that a node that cannot live does not keep the machine busy.
 *
 * @param pause the next one
 */
public record RestartPause(Duration pause) {
  /** Before the first restart. */
  public static final RestartPause FIRST = new RestartPause(Duration.ofMillis(500));

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** A node that lived so long has proved that it can. */
  private static final Duration PROOF = Duration.ofSeconds(30);

  /** The pause before the restart of a node that lived so long; {@link #doubled} is the next. */
  public RestartPause afterLife(Duration life) {
    return life.compareTo(PROOF) >= 0 ? FIRST : this;
  }

  /** The pause after this one. */
  public RestartPause doubled() {
    Duration twice = pause.multipliedBy(2);
    return new RestartPause(twice.compareTo(LONGEST) > 0 ? LONGEST : twice);
  }
}
