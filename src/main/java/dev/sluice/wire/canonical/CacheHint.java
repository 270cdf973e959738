package dev.sluice.wire.canonical;

/** A wish that the provider keeps the prompt up to here for the next request. */
public enum CacheHint {
  /** For minutes. */
  SHORT,
  /** For an hour. */
  LONG
}
