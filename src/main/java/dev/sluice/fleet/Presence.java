package dev.sluice.fleet;

import java.time.Instant;

/**
 * What a member says of itself.
 *
 * @param member who it is
 * @param since when it started, by its own clock
 * @param config version of the models and providers that it is configured with: members of the same
 *     version choose among the same targets; empty when it has not said yet
 * @param offered version that its file gives and that it would take; the one in force when there is
 *     no other; empty when it has not said yet
 * @param exchanges in flight when it last said so
 */
public record Presence(Member member, Instant since, String config, String offered, int exchanges) {
  /** Whether it would take another configuration than the one in force. */
  public boolean waiting() {
    return !offered.isEmpty() && !offered.equals(config);
  }
}
