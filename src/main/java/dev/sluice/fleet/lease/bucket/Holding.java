package dev.sluice.fleet.lease.bucket;

/**
 * What a node has of a bucket of permits after its claim.
 *
 * @param permits that are its own now
 * @param wanting whether another node got fewer than it wants
 * @param owners nodes that have or want permits, the asking one among them if it does
 */
public record Holding(int permits, boolean wanting, int owners) {}
