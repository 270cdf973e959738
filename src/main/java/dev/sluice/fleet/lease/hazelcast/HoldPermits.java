package dev.sluice.fleet.lease.hazelcast;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import dev.sluice.fleet.lease.bucket.Claim;
import dev.sluice.fleet.lease.bucket.Holding;
import dev.sluice.fleet.lease.bucket.Holds;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settles a claim to permits where their bucket is. Answers the three fields of a holding. */
public final class HoldPermits
    implements EntryProcessor<String, StoredHolds, int[]>, DataSerializable {
  @Serial private static final long serialVersionUID = 1;

  private static final long MICROS_A_MILLI = 1_000;

  private String owner = "";
  private long number;
  private int capacity;
  private int least;
  private int wanted;
  private long holdMillis;

  /** For Hazelcast, which reads the rest. */
  public HoldPermits() {}

  HoldPermits(Claim claim) {
    owner = claim.owner();
    number = claim.number();
    capacity = claim.capacity();
    least = claim.least();
    wanted = claim.wanted();
    holdMillis = claim.hold().toMillis();
  }

  @Override
  public int[] process(Map.Entry<String, StoredHolds> entry) {
    @Nullable StoredHolds known = entry.getValue();
    Claim claim = new Claim(owner, number, capacity, least, wanted, Duration.ofMillis(holdMillis));
    Holds.Settled settled =
        (known == null ? Holds.NONE : known.holds())
            .settle(claim, System.currentTimeMillis() * MICROS_A_MILLI);
    entry.setValue(new StoredHolds(settled.holds()));
    Holding holding = settled.holding();
    return new int[] {holding.permits(), holding.wanting() ? 1 : 0, holding.owners()};
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeString(owner);
    out.writeLong(number);
    out.writeInt(capacity);
    out.writeInt(least);
    out.writeInt(wanted);
    out.writeLong(holdMillis);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    String read = in.readString();
    owner = read == null ? "" : read;
    number = in.readLong();
    capacity = in.readInt();
    least = in.readInt();
    wanted = in.readInt();
    holdMillis = in.readLong();
  }
}
