package dev.sluice.wire.canonical;

/** How a provider is to rank the request, or has ranked it. */
public enum ServiceTier {
  /** As the account's contract says. */
  AUTO,
  /** The ordinary one. */
  STANDARD,
  /** Cheaper and later. */
  FLEX,
  /** By capacity that was bought. */
  SCALE,
  /** Dearer and sooner. */
  PRIORITY,
  /** At any time of the day. */
  BATCH
}
