package dev.sluice.config;

/** How a provider's targets are probed. */
public sealed interface ProbeConfig {
  /** Not at all: the target is marked expensive, or probing is switched off. */
  record None() implements ProbeConfig {}

  /** {@code GET /models} below the base URL. Also tells which models there are. */
  record Models() implements ProbeConfig {}

  /**
   * {@code GET} of a path at the base URL's origin.
   *
   * @param path begins with a slash
   */
  record Path(String path) implements ProbeConfig {}

  /** A completion of one token. Costs money. */
  record Completion() implements ProbeConfig {}
}
