package dev.sluice.app;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/**
 * The context that work was begun on and goes on with, wherever its parts end.
 *
 * @param context of the one that began
 */
record Home(Context context) {
  /** The context of the caller. */
  static Home of(Vertx vertx) {
    return new Home(vertx.getOrCreateContext());
  }

  /** The same outcome, here. */
  <T> Future<T> bring(Future<T> away) {
    Promise<T> here = Promise.promise();
    away.onComplete((value, cause) -> context.runOnContext(_ -> here.complete(value, cause)));
    return here.future();
  }
}
