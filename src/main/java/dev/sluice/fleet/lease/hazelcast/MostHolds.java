package dev.sluice.fleet.lease.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import org.jspecify.annotations.Nullable;

/** Of two copies of a bucket of permits, what both say together. */
public final class MostHolds
    implements SplitBrainMergePolicy<StoredHolds, MergingValue<StoredHolds>, Object> {
  @Override
  public Object merge(
      MergingValue<StoredHolds> merging, @Nullable MergingValue<StoredHolds> existing) {
    StoredHolds one = merging.getDeserializedValue();
    StoredHolds other = existing == null ? null : existing.getDeserializedValue();
    return other == null ? one : new StoredHolds(one.holds().joined(other.holds()));
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
