package dev.sluice.bus;

import dev.sluice.model.Dialect;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;

/** The catalogue of addresses, messages and codecs on the event bus. */
public final class Topics {
  /** Facts: {@link HealthChanged}. */
  public static final String HEALTH_CHANGED = "sluice.health.v1";

  /** Facts: {@link ModelsListed}. */
  public static final String MODELS_LISTED = "sluice.models.v1";

  private Topics() {}

  /** Where a lane's routing plans. */
  public static RequestTopic<RouteQuery, Routed> route(int lane) {
    return new RequestTopic<>("lane." + lane + ".route");
  }

  /** Where a lane's provider verticle makes attempts. */
  public static RequestTopic<Attempt, Reply> provider(int lane, Dialect dialect) {
    return new RequestTopic<>(verticle(lane, dialect));
  }

  /** Where a lane's provider verticle passes requests on. */
  public static RequestTopic<Passage, Reply> passage(int lane, Dialect dialect) {
    return new RequestTopic<>(verticle(lane, dialect) + ".pass");
  }

  /** Where a lane's provider verticle dials. */
  public static RequestTopic<Dial, Line> dial(int lane, Dialect dialect) {
    return new RequestTopic<>(verticle(lane, dialect) + ".dial");
  }

  private static String verticle(int lane, Dialect dialect) {
    return "lane." + lane + ".provider." + dialect.id();
  }

  /** Registers the codecs of all local messages. Once a node, before the first verticle. */
  public static void register(Vertx vertx) {
    EventBus bus = vertx.eventBus();
    bus.registerDefaultCodec(
        RequestTopic.Request.class, new LocalCodec<>(RequestTopic.Request.class));
    bus.registerDefaultCodec(HealthChanged.class, new LocalCodec<>(HealthChanged.class));
    bus.registerDefaultCodec(ModelsListed.class, new LocalCodec<>(ModelsListed.class));
  }

  /** Options of every message that stays in the node. */
  public static DeliveryOptions local() {
    return new DeliveryOptions().setLocalOnly(true);
  }
}
