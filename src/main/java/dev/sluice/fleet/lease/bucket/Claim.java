package dev.sluice.fleet.lease.bucket;

import java.time.Duration;

/**
 * How many permits a node wants to have.
 *
 * @param owner who wants them, unique over all nodes and their restarts
 * @param number of the claim, growing with each claim of the owner for the bucket
 * @param capacity permits that there are for all
 * @param least permits in use, which cannot be taken away
 * @param wanted permits, those in use among them
 * @param hold time after which they return unless a further claim comes
 */
public record Claim(
    String owner, long number, int capacity, int least, int wanted, Duration hold) {}
