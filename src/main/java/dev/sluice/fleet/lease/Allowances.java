package dev.sluice.fleet.lease;

import dev.sluice.fleet.lease.bucket.Rate;
import java.util.Set;

/**
 * Where a node has its allowances from. One name stands for one bucket in all of the fleet, and who
 * asks for the same again gets the same.
 */
public interface Allowances {
  /**
   * Tokens that come at a rate. At another rate than before the bucket is a new one; the one that
   * was may be taken from until {@link #retain}.
   */
  Allowance tokens(String bucket, Rate rate);

  /**
   * Permits. When there are to be more or fewer than before, those that are in use still count.
   *
   * @param capacity how many there are for all, at least 1
   */
  Permits permits(String bucket, int capacity);

  /**
   * Gives back what other buckets than these gave, and what these gave at another rate than the
   * last; nothing is to be taken from them any more.
   */
  void retain(Set<String> buckets);
}
