package dev.sluice.routing;

import dev.sluice.bus.ModelsListed;
import dev.sluice.bus.Topics;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.concurrent.atomic.AtomicReference;

/** The node's catalogue in force. Read from every lane without waiting. */
public final class Models {
  private final AtomicReference<Catalogue> current;

  /** Starts with the configured catalogue. */
  public Models(Catalogue configured) {
    this.current = new AtomicReference<>(configured);
  }

  /** The catalogue in force. */
  public Catalogue current() {
    return current.get();
  }

  /** Another configured catalogue from now on, with what providers have listed so far. */
  public void adopt(Catalogue configured) {
    current.updateAndGet(configured::inheriting);
  }

  /**
   * Takes over every {@link ModelsListed} that is published on the bus.
   *
   * @return the consumer, to be unregistered when it should stop
   */
  public MessageConsumer<ModelsListed> follow(EventBus bus) {
    return bus.localConsumer(
        Topics.MODELS_LISTED,
        message -> {
          ModelsListed listing = message.body();
          current.updateAndGet(known -> known.listed(listing.provider(), listing.models()));
        });
  }
}
