package dev.sluice.bus;

import java.util.Map;

/**
 * What a client says beside its request, for whoever serves it.
 *
 * @param strict whether nothing of the request may be left out
 * @param hints headers that a provider of the client's own dialect may be told of, by lower-case
 *     name
 */
public record Aside(boolean strict, Map<String, String> hints) {
  /** Nothing. */
  public static final Aside NONE = new Aside(false, Map.of());

  public Aside {
    hints = Map.copyOf(hints);
  }

  /** One that is not strict and gives no hints is nothing. */
  public static Aside of(boolean strict, Map<String, String> hints) {
    return strict || !hints.isEmpty() ? new Aside(strict, hints) : NONE;
  }

  /** The same for a provider of another dialect. */
  Aside abroad() {
    return hints.isEmpty() ? this : new Aside(strict, Map.of());
  }
}
