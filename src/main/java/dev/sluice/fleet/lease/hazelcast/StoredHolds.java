package dev.sluice.fleet.lease.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import dev.sluice.fleet.lease.bucket.Holds;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The holds of a bucket of permits as they lie in the map. */
public final class StoredHolds implements DataSerializable {
  private Holds holds;

  /** For Hazelcast, which reads the rest. */
  public StoredHolds() {
    this(Holds.NONE);
  }

  StoredHolds(Holds holds) {
    this.holds = holds;
  }

  Holds holds() {
    return holds;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeInt(holds.owners().size());
    for (Map.Entry<String, Holds.Hold> each : holds.owners().entrySet()) {
      Holds.Hold hold = each.getValue();
      out.writeString(each.getKey());
      out.writeLong(hold.number());
      out.writeInt(hold.permits());
      out.writeBoolean(hold.wanting());
      out.writeLong(hold.untilMicros());
    }
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    Map<String, Holds.Hold> read = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String owner = in.readString();
      Holds.Hold hold =
          new Holds.Hold(in.readLong(), in.readInt(), in.readBoolean(), in.readLong());
      if (owner != null) {
        read.put(owner, hold);
      }
    }
    holds = new Holds(read);
  }
}
