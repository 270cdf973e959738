package dev.sluice.fleet.lease.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fleet.lease.SharedCap;
import dev.sluice.fleet.lease.bucket.SharedBuckets;
import org.junit.jupiter.api.Test;

/** A node that is lost under load, the store on it. */
final class LostMemberTest {
  @Test
  void theOthersGoOnAndTheBoundIsKept() {
    try (Cluster cluster = new Cluster(3);
        SharedCap cap =
            new SharedCap(
                cluster.members().stream().<SharedBuckets>map(HazelcastBuckets::new).toList())) {
      SharedCap.Count count =
          cap.countWhile(() -> {
            cap.kill(1);
            cluster.kill(1);
          });

      assertThat((double) count.spent())
          .isLessThanOrEqualTo(count.rated() + cap.bound().lost(false));
      assertThat((double) count.spent()).isGreaterThan(count.rated() / 2);
    }
  }
}
