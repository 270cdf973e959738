package dev.sluice.fleet.lease.bucket;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The buckets of a store that the node has still to reach; until then it cannot be asked. */
public final class ComingBuckets implements SharedBuckets {
  private static final String NOT_YET = "the store of the leases is not there yet";

  private final CompletableFuture<SharedBuckets> coming;
  private final boolean divides;

  /**
   * The buckets that come.
   *
   * @param divides what {@link #divides} is to say of them
   */
  public ComingBuckets(CompletionStage<SharedBuckets> coming, boolean divides) {
    this.coming = coming.toCompletableFuture();
    this.divides = divides;
  }

  @Override
  public CompletionStage<Grant> take(String bucket, Rate rate, long most) {
    return ask(buckets -> buckets.take(bucket, rate, most));
  }

  @Override
  public CompletionStage<?> giveBack(String bucket, Rate rate, long tokens) {
    return ask(buckets -> buckets.giveBack(bucket, rate, tokens).thenApply(_ -> true));
  }

  @Override
  public CompletionStage<Holding> hold(String bucket, Claim claim) {
    return ask(buckets -> buckets.hold(bucket, claim));
  }

  @Override
  public CompletionStage<Integer> present(String owner, Duration hold) {
    return ask(buckets -> buckets.present(owner, hold));
  }

  @Override
  public boolean divides() {
    return divides;
  }

  private <T> CompletionStage<T> ask(Function<SharedBuckets, CompletionStage<T>> question) {
    return coming.isDone()
        ? coming.thenCompose(question)
        : CompletableFuture.failedFuture(new IllegalStateException(NOT_YET));
  }
}
