package dev.sluice.config;

import java.util.regex.Pattern;

/** How a provider's targets are probed. */
public sealed interface ProbeConfig {
  /** What may stand in a request line: no space, no fragment. */
  Pattern PATH = Pattern.compile("/[\\x21-\\x22\\x24-\\x7e]*");

  /** Not at all: the target is marked expensive, or probing is switched off. */
  record None() implements ProbeConfig {}

  /** {@code GET /models} below the base URL. Also tells which models there are. */
  record Models() implements ProbeConfig {}

  /**
   * {@code GET} of a path at the base URL's origin.
   *
   * @param path begins with a slash
   */
  record Path(String path) implements ProbeConfig {
    public Path {
      new Rules()
          .require(
              PATH.matcher(path).matches(),
              "health",
              "must be models, completion, none or a path that begins with a slash")
          .enforce();
    }
  }

  /** A completion of one token. Costs money. */
  record Completion() implements ProbeConfig {}
}
