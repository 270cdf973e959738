package dev.sluice.fleet.lease.bucket;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** Buckets in the memory of one process. Answers at once, in the asking thread. */
public final class LocalBuckets implements SharedBuckets {
  private final Map<String, Level> levels = new ConcurrentHashMap<>();
  private final Map<String, Holds> holds = new ConcurrentHashMap<>();
  private final Map<String, Long> owners = new ConcurrentHashMap<>();
  private final LongSupplier micros;

  /**
   * No bucket yet.
   *
   * @param micros a clock of microseconds
   */
  public LocalBuckets(LongSupplier micros) {
    this.micros = micros;
  }

  /** A copy of what the other one holds, as each part has one when a store falls apart. */
  public LocalBuckets(LocalBuckets other) {
    this(other.micros);
    levels.putAll(other.levels);
    holds.putAll(other.holds);
  }

  /** Takes over from a part that was cut off: of each bucket the emptier one stands. */
  public void join(LocalBuckets other) {
    other.levels.forEach((bucket, level) ->
        levels.merge(bucket, level, (one, two) -> one.tokens() <= two.tokens() ? one : two));
    other.holds.forEach((bucket, held) -> holds.merge(bucket, held, Holds::joined));
  }

  @Override
  public CompletionStage<Grant> take(String bucket, Rate rate, long most) {
    AtomicReference<Grant> grant = new AtomicReference<>();
    levels.compute(
        bucket,
        (_, known) -> {
          long now = micros.getAsLong();
          Level level = (known == null ? Level.full(rate, now) : known).at(now, rate);
          long tokens = level.available(most);
          Level rest = level.plus(-tokens, rate);
          grant.set(new Grant(tokens, rest.waitNanos(rate)));
          return rest;
        });
    return CompletableFuture.completedFuture(grant.get());
  }

  @Override
  public CompletionStage<?> giveBack(String bucket, Rate rate, long tokens) {
    levels.computeIfPresent(
        bucket, (_, level) -> level.at(micros.getAsLong(), rate).plus(tokens, rate));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Holding> hold(String bucket, Claim claim) {
    AtomicReference<Holding> holding = new AtomicReference<>();
    holds.compute(
        bucket,
        (_, known) -> {
          Holds.Settled settled =
              (known == null ? Holds.NONE : known).settle(claim, micros.getAsLong());
          holding.set(settled.holding());
          return settled.holds();
        });
    return CompletableFuture.completedFuture(holding.get());
  }

  @Override
  public CompletionStage<Integer> present(String owner, Duration hold) {
    long now = micros.getAsLong();
    owners.put(owner, now + hold.toNanos() / 1_000);
    owners.values().removeIf(until -> until < now);
    return CompletableFuture.completedFuture(owners.size());
  }

  @Override
  public boolean divides() {
    return false;
  }
}
