package dev.sluice.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is passed on to a provider as it is.
 *
 * @param files name of the provider that keeps files and what is made of them; empty for the only
 *     one that speaks OpenAI's API
 * @param passthrough names of the providers whose whole API can be used
 * @param idle silence of both sides after which a conversation over a WebSocket is ended
 * @param lifetime longest conversation over a WebSocket
 */
public record PassingConfig(
    String files, List<String> passthrough, Duration idle, Duration lifetime) {
  private static final Duration SECOND = Duration.ofSeconds(1);

  public PassingConfig {
    passthrough = List.copyOf(passthrough);
    new Rules()
        .within("idle", idle, Duration.ofMillis(1), Duration.ofDays(1))
        .within("lifetime", lifetime, SECOND, Duration.ofDays(7))
        .enforce();
  }

  /** Nothing is passed through; conversations last as long as OpenAI's, and a little more. */
  public static PassingConfig defaults() {
    return new PassingConfig("", List.of(), Duration.ofMinutes(10), Duration.ofMinutes(65));
  }

  /** Names of all providers that are named. */
  public Set<String> named() {
    Set<String> all = new HashSet<>(passthrough);
    if (!files.isEmpty()) {
      all.add(files);
    }
    return all;
  }
}
