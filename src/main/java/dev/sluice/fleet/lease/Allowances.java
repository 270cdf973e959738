package dev.sluice.fleet.lease;

import dev.sluice.fleet.lease.bucket.Rate;

/** Where a node has its allowances from. One name stands for one bucket in all of the fleet. */
public interface Allowances {
  /** Tokens that come at a rate. */
  Allowance tokens(String bucket, Rate rate);

  /**
   * Permits.
   *
   * @param capacity how many there are for all, at least 1
   */
  Permits permits(String bucket, int capacity);
}
