package dev.sluice.fleet.lease.hazelcast;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import dev.sluice.fleet.lease.bucket.Level;
import dev.sluice.fleet.lease.bucket.Rate;
import java.io.IOException;
import java.io.Serial;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes tokens out of a bucket, or puts some in, where the bucket is. Answers how many it took and
 * the nanoseconds until there is one again.
 */
public final class MoveTokens
    implements EntryProcessor<String, double[], long[]>, DataSerializable {
  @Serial private static final long serialVersionUID = 1;

  private static final long MICROS_A_MILLI = 1_000;

  private double perSecond;
  private double burst;
  private long most;

  /** For Hazelcast, which reads the rest. */
  public MoveTokens() {}

  /** Takes at most so many; puts in as many when negative. */
  MoveTokens(double perSecond, double burst, long most) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.most = most;
  }

  @Override
  public long[] process(Map.Entry<String, double[]> entry) {
    return process(entry, System.currentTimeMillis() * MICROS_A_MILLI);
  }

  long[] process(Map.Entry<String, double[]> entry, long nowMicros) {
    Rate rate = new Rate(perSecond, burst);
    double @Nullable [] known = entry.getValue();
    Level level = known == null ? Level.full(rate, nowMicros) : LeastLevel.level(known);
    Level now = level.at(nowMicros, rate);
    long taken = most > 0 ? now.available(most) : 0;
    Level rest = now.plus(most > 0 ? -taken : -most, rate);
    entry.setValue(new double[] {rest.tokens(), rest.atMicros(), perSecond, burst});
    return new long[] {taken, rest.waitNanos(rate)};
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeDouble(perSecond);
    out.writeDouble(burst);
    out.writeLong(most);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    perSecond = in.readDouble();
    burst = in.readDouble();
    most = in.readLong();
  }
}
