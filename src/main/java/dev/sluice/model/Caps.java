package dev.sluice.model;

/**
 * Caps on what the fleet may ask of a target or of a provider.
 *
 * @param requestsPerMinute attempts that may start in a minute, 0 for no cap
 * @param tokensPerMinute tokens of prompts and answers in a minute, 0 for no cap
 * @param concurrency attempts that may be under way at one time, 0 for no cap
 */
public record Caps(long requestsPerMinute, long tokensPerMinute, int concurrency) {
  /** No cap at all. */
  public static final Caps NONE = new Caps(0, 0, 0);

  public Caps {
    if (requestsPerMinute < 0 || tokensPerMinute < 0 || concurrency < 0) {
      throw new IllegalArgumentException("a cap is never negative");
    }
  }
}
