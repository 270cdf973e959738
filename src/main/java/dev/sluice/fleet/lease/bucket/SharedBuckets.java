package dev.sluice.fleet.lease.bucket;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Buckets of tokens and of permits that several nodes draw from. A bucket comes into being, full,
 * with the first question about it.
 *
 * <p>No method waits; answers come in any thread. A stage fails when the store cannot be asked. It
 * may also never complete, and what it would have answered may have been done: tokens are lost by
 * that and never made. The bucket goes by one clock of the store's, not by those of the nodes.
 */
public interface SharedBuckets {
  /**
   * Takes tokens, as many as there are.
   *
   * @param rate of the bucket, which counts for the time since it was last asked
   * @param most tokens that are wanted, at least 1
   */
  CompletionStage<Grant> take(String bucket, Rate rate, long most);

  /** Gives tokens back; what finds no room in the bucket is lost. */
  CompletionStage<?> giveBack(String bucket, Rate rate, long tokens);

  /**
   * Sets how many permits an owner has. A claim with a lower number than the last one changes
   * nothing.
   */
  CompletionStage<Holding> hold(String bucket, Claim claim);

  /**
   * Says that an owner is there; tells how many are, itself among them.
   *
   * @param hold time after which an owner that says nothing more is no longer counted
   * @return 0 when the store does not know
   */
  CompletionStage<Integer> present(String owner, Duration hold);

  /** Whether it falls apart where the fleet does, so that each part has buckets of its own. */
  boolean divides();
}
