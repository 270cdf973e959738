package dev.sluice.fleet.channel;

import dev.sluice.telemetry.MeterNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;

/** Counts the messages of a member. */
final class Traffic implements MeterBinder {
  private final LongAdder messagesIn = new LongAdder();
  private final LongAdder messagesOut = new LongAdder();
  private final LongAdder bytesIn = new LongAdder();
  private final LongAdder bytesOut = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  /** A message of that many bytes came. */
  void came(int bytes) {
    messagesIn.increment();
    bytesIn.add(bytes);
  }

  /** A message of that many bytes went. */
  void went(int bytes) {
    messagesOut.increment();
    bytesOut.add(bytes);
  }

  /** So many messages could not be sent. */
  void dropped(int messages) {
    dropped.add(messages);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counter(registry, MeterNames.FLEET_MESSAGES, "in", messagesIn);
    counter(registry, MeterNames.FLEET_MESSAGES, "out", messagesOut);
    counter(registry, MeterNames.FLEET_MESSAGES, "dropped", dropped);
    counter(registry, MeterNames.FLEET_BYTES, "in", bytesIn);
    counter(registry, MeterNames.FLEET_BYTES, "out", bytesOut);
  }

  private static void counter(
      MeterRegistry registry, String name, String direction, LongAdder count) {
    FunctionCounter.builder(name, count, LongAdder::sum)
        .description("What nodes of the fleet told each other.")
        .tag(MeterNames.DIRECTION, direction)
        .register(registry);
  }
}
