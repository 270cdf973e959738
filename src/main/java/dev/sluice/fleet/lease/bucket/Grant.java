package dev.sluice.fleet.lease.bucket;

/**
 * What a bucket gave.
 *
 * @param tokens that were taken out of it, 0 when it was empty
 * @param waitNanos time until it has a token again, 0 when it still has one
 */
public record Grant(long tokens, long waitNanos) {}
