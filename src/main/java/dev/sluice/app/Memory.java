package dev.sluice.app;

import dev.sluice.bus.Lanes;
import dev.sluice.config.SluiceConfig;
import dev.sluice.limit.HeldBytes;
import dev.sluice.provider.translation.Room;
import io.vertx.core.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the lanes of a node may hold for their requests: each has its part of the whole. */
final class Memory {
  private final long part;
  private final Lanes lanes;
  private final Map<Integer, HeldBytes> held = new ConcurrentHashMap<>();

  /** The memory of a configuration for so many lanes. */
  Memory(SluiceConfig config, int loops, Lanes lanes) {
    int set = config.limits().memory();
    this.part = (set > 0 ? set : Runtime.getRuntime().maxMemory() / 4) / loops;
    this.lanes = lanes;
  }

  /** That of the lane of a number. */
  HeldBytes lane(int number) {
    return held.computeIfAbsent(number, _ -> new HeldBytes(part));
  }

  /** That of the lane of a context, for what is fetched there. */
  Room room(Context context) {
    HeldBytes own = lane(lanes.of(context));
    return new Room() {
      @Override
      public boolean take(int bytes) {
        return own.reserve(bytes);
      }

      @Override
      public void give(long bytes) {
        own.release(bytes);
      }
    };
  }
}
