package dev.sluice.limit;

import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderBuildStage;
import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderRefillStage;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The caps on attempts per second that a node may start at its targets. Shared by all lanes,
 * without locks.
 *
 * <p>Each capped target has a bucket of one second's worth of tokens, {@code ceil(maxRps)} and at
 * least one, full at the start. It refills evenly: one token every {@code 1/maxRps} seconds, so 0.5
 * means one attempt every two seconds. Over any time {@code t} in seconds at most {@code maxRps × t
 * + ceil(maxRps)} attempts pass.
 */
public final class RateCaps {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Map<TargetId, Bucket> buckets;

  /** Full buckets for the targets with a cap. */
  public RateCaps(Collection<Target> targets) {
    this(targets, System::nanoTime);
  }

  RateCaps(Collection<Target> targets, LongSupplier nanos) {
    Map<TargetId, Bucket> capped = new HashMap<>();
    for (Target target : targets) {
      if (target.maxRps() > 0) {
        capped.put(target.id(), bucket(target.maxRps(), nanos));
      }
    }
    buckets = Map.copyOf(capped);
  }

  /** Whether an attempt at the target would pass now. Takes nothing. */
  public boolean hasHeadroom(Target target) {
    if (target.maxRps() <= 0) {
      return true;
    }
    Bucket bucket = buckets.get(target.id());
    return bucket == null || bucket.getAvailableTokens() > 0;
  }

  /** Takes the right to start one attempt; false when the cap is spent. */
  public boolean take(Target target) {
    if (target.maxRps() <= 0) {
      return true;
    }
    Bucket bucket = buckets.get(target.id());
    return bucket == null || bucket.tryConsume(1);
  }

  private static Bucket bucket(double maxRps, LongSupplier nanos) {
    long burst = Math.max(1, (long) Math.ceil(maxRps));
    Bandwidth bandwidth = refill(Bandwidth.builder().capacity(burst), maxRps).build();
    return Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(new Clock(nanos)).build();
  }

  private static BandwidthBuilderBuildStage refill(
      BandwidthBuilderRefillStage stage, double maxRps) {
    if (maxRps == Math.rint(maxRps)) {
      return stage.refillGreedy((long) maxRps, Duration.ofSeconds(1));
    }
    return stage.refillGreedy(1, Duration.ofNanos(Math.round(NANOS_PER_SECOND / maxRps)));
  }

  /** The node's clock in the library's form. */
  private record Clock(LongSupplier nanos) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanos.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
