package dev.sluice.provider.simulator;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.config.SimulatorConfig;
import dev.sluice.provider.Adapter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A provider inside the process that answers with made-up text, at a pace and with faults as
 * configured. What the n-th attempt of a lane meets follows from the seed and n alone.
 */
public final class SimulatorAdapter implements Adapter {
  /** Spreads seeds of neighbouring attempts; the golden ratio in 64 bits. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final Vertx vertx;
  private final SimulatorConfig config;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private long attempts;

  /** An adapter on the machine's clocks. */
  public SimulatorAdapter(Vertx vertx, SimulatorConfig config) {
    this(vertx, config, System::nanoTime, InstantSource.system());
  }

  SimulatorAdapter(Vertx vertx, SimulatorConfig config, LongSupplier nanos, InstantSource clock) {
    this.vertx = vertx;
    this.config = config;
    this.nanos = nanos;
    this.clock = clock;
  }

  @Override
  public void perform(Attempt attempt, Consumer<Reply> reply) {
    SplittableRandom chance = new SplittableRandom(config.seed() + STEP * ++attempts);
    new Simulation(this, attempt, chance, reply).start();
  }

  /** Attempts in flight go on: all they hold is a timer. */
  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  Vertx vertx() {
    return vertx;
  }

  SimulatorConfig config() {
    return config;
  }

  /** The clock that paces. */
  LongSupplier nanos() {
    return nanos;
  }

  /** The clock that dates answers. */
  InstantSource clock() {
    return clock;
  }
}
