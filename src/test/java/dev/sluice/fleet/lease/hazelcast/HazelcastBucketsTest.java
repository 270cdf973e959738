package dev.sluice.fleet.lease.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fleet.lease.SharedCap;
import dev.sluice.fleet.lease.bucket.SharedBuckets;
import dev.sluice.fleet.lease.bucket.SharedBucketsContract;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(org.junit.jupiter.api.MethodOrderer.Random.class)
final class HazelcastBucketsTest extends SharedBucketsContract {
  private static Cluster cluster;
  private static List<SharedBuckets> buckets;

  @BeforeAll
  static void join() {
    cluster = new Cluster(3);
    buckets = cluster.members().stream().<SharedBuckets>map(HazelcastBuckets::new).toList();
  }

  @AfterAll
  static void leave() {
    cluster.close();
  }

  @Override
  protected SharedBuckets buckets() {
    return buckets.getFirst();
  }

  @Test
  void threeNodesKeepOneCap() {
    try (SharedCap cap = new SharedCap(buckets)) {
      assertThat(cap.shareOfTheRate()).isBetween(0.98, 1.02);
    }
  }

  @Test
  void ofTwoCopiesTheEmptierOneStands() {
    double[] full = {10, 1_000_000, 1, 20};
    double[] spent = {2, 3_000_000, 1, 20};
    double[] late = {5, 4_000_000, 1, 20};

    assertThat(LeastLevel.least(full, spent)).containsExactly(2, 3_000_000, 1, 20);
    assertThat(LeastLevel.least(late, spent)).containsExactly(3, 4_000_000, 1, 20);
  }
}
