package dev.sluice.bus;

import dev.sluice.model.Dialect;
import dev.sluice.model.Failure;
import dev.sluice.model.Plan;
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

  /**
   * Where a lane's routing listens for {@link RouteQuery}; answers a {@link Plan}, or {@link
   * Failure.UnknownModel} when no model has the name.
   */
  public static String route(int lane) {
    return "lane." + lane + ".route";
  }

  /** Where a lane's provider verticle listens for {@link Attempt}; answers a {@link Reply}. */
  public static String provider(int lane, Dialect dialect) {
    return "lane." + lane + ".provider." + dialect.id();
  }

  /** Where a lane's provider verticle listens for {@link Passage}; answers a {@link Reply}. */
  public static String passage(int lane, Dialect dialect) {
    return provider(lane, dialect) + ".pass";
  }

  /** Where a lane's provider verticle listens for {@link Dial}; answers a {@link Line}. */
  public static String dial(int lane, Dialect dialect) {
    return provider(lane, dialect) + ".dial";
  }

  /** Registers the codecs of all local messages. Once a node, before the first verticle. */
  public static void register(Vertx vertx) {
    EventBus bus = vertx.eventBus();
    bus.registerDefaultCodec(RouteQuery.class, new LocalCodec<>(RouteQuery.class));
    bus.registerDefaultCodec(Plan.class, new LocalCodec<>(Plan.class));
    bus.registerDefaultCodec(
        Failure.UnknownModel.class, new LocalCodec<>(Failure.UnknownModel.class));
    bus.registerDefaultCodec(Attempt.class, new LocalCodec<>(Attempt.class));
    bus.registerDefaultCodec(Passage.class, new LocalCodec<>(Passage.class));
    bus.registerDefaultCodec(Dial.class, new LocalCodec<>(Dial.class));
    bus.registerDefaultCodec(Line.Open.class, new LocalCodec<>(Line.Open.class));
    bus.registerDefaultCodec(Line.Failed.class, new LocalCodec<>(Line.Failed.class));
    bus.registerDefaultCodec(Reply.Answered.class, new LocalCodec<>(Reply.Answered.class));
    bus.registerDefaultCodec(Reply.Failed.class, new LocalCodec<>(Reply.Failed.class));
    bus.registerDefaultCodec(HealthChanged.class, new LocalCodec<>(HealthChanged.class));
    bus.registerDefaultCodec(ModelsListed.class, new LocalCodec<>(ModelsListed.class));
  }

  /** Options of every message that stays in the node. */
  public static DeliveryOptions local() {
    return new DeliveryOptions().setLocalOnly(true);
  }
}
