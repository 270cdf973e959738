package dev.sluice.fleet.lease.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import dev.sluice.fleet.lease.bucket.Claim;
import dev.sluice.fleet.lease.bucket.Grant;
import dev.sluice.fleet.lease.bucket.Holding;
import dev.sluice.fleet.lease.bucket.Rate;
import dev.sluice.fleet.lease.bucket.SharedBuckets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Buckets in the memory of a Hazelcast cluster, each on the member that owns its partition and one
 * other. A question is one operation on that partition. When the cluster falls apart, each part
 * goes on with a copy; when it joins again, of each bucket the emptier copy stands.
 */
public final class HazelcastBuckets implements SharedBuckets {
  /** Map of the buckets of tokens, by name: tokens, microseconds, tokens a second, capacity. */
  static final String TOKENS = "sluice.lease.tokens";

  /** Map of the buckets of permits, by name. */
  static final String PERMITS = "sluice.lease.permits";

  private static final int FORGET_SECONDS = 3_600;
  private static final int LARGEST_MERGE = 1_000;

  private final IMap<String, double[]> tokens;
  private final IMap<String, StoredHolds> permits;

  /**
   * The buckets of the cluster that the member belongs to. Waits for the cluster: not for an event
   * loop.
   */
  public HazelcastBuckets(HazelcastInstance member) {
    this.tokens = member.getMap(TOKENS);
    this.permits = member.getMap(PERMITS);
  }

  /** Sets up the buckets' maps; every member wants it before it starts. */
  public static Config configure(Config config) {
    return config
        .addMapConfig(map(TOKENS, LeastLevel.class.getName()))
        .addMapConfig(map(PERMITS, MostHolds.class.getName()));
  }

  private static MapConfig map(String name, String merge) {
    return new MapConfig(name)
        .setBackupCount(1)
        .setAsyncBackupCount(0)
        .setMaxIdleSeconds(FORGET_SECONDS)
        .setStatisticsEnabled(false)
        .setPerEntryStatsEnabled(false)
        .setInMemoryFormat(InMemoryFormat.OBJECT)
        .setMergePolicyConfig(new MergePolicyConfig(merge, LARGEST_MERGE));
  }

  @Override
  public CompletionStage<Grant> take(String bucket, Rate rate, long most) {
    return tokens
        .submitToKey(bucket, new MoveTokens(rate.perSecond(), rate.burst(), most))
        .thenApply(answer -> new Grant(answer[0], answer[1]));
  }

  @Override
  public CompletionStage<?> giveBack(String bucket, Rate rate, long more) {
    return tokens.submitToKey(bucket, new MoveTokens(rate.perSecond(), rate.burst(), -more));
  }

  @Override
  public CompletionStage<Holding> hold(String bucket, Claim claim) {
    return permits
        .submitToKey(bucket, new HoldPermits(claim))
        .thenApply(answer -> new Holding(answer[0], answer[1] != 0, answer[2]));
  }

  /** The fleet knows its members better. */
  @Override
  public CompletionStage<Integer> present(String owner, Duration hold) {
    return CompletableFuture.completedFuture(0);
  }

  @Override
  public boolean divides() {
    return true;
  }
}
