package dev.sluice.provider;

import io.vertx.core.Vertx;

/** Makes the adapter of one provider for a lane. */
@FunctionalInterface
public interface AdapterMaker {
  /** A new adapter. Called on the lane's context, once a lane. */
  Adapter make(Vertx vertx);
}
