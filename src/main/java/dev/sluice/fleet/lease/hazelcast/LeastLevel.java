package dev.sluice.fleet.lease.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import dev.sluice.fleet.lease.bucket.Level;
import dev.sluice.fleet.lease.bucket.Rate;
import org.jspecify.annotations.Nullable;

/** Of two copies of a bucket of tokens, the emptier one at the later of their times. */
public final class LeastLevel
    implements SplitBrainMergePolicy<double[], MergingValue<double[]>, Object> {
  @Override
  public Object merge(MergingValue<double[]> merging, @Nullable MergingValue<double[]> existing) {
    double[] one = merging.getDeserializedValue();
    double @Nullable [] other = existing == null ? null : existing.getDeserializedValue();
    return other == null ? one : least(one, other);
  }

  static double[] least(double[] one, double[] other) {
    long now = Math.max(level(one).atMicros(), level(other).atMicros());
    Level first = level(one).at(now, rate(one));
    Level second = level(other).at(now, rate(other));
    double[] kept = first.tokens() <= second.tokens() ? one : other;
    return new double[] {Math.min(first.tokens(), second.tokens()), now, kept[2], kept[3]};
  }

  static Level level(double[] stored) {
    return new Level(stored[0], (long) stored[1]);
  }

  private static Rate rate(double[] stored) {
    return new Rate(stored[2], stored[3]);
  }

  @Override
  public void writeData(ObjectDataOutput out) {
    // It has no state.
  }

  @Override
  public void readData(ObjectDataInput in) {
    // It has no state.
  }
}
