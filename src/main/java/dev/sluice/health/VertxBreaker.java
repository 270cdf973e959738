package dev.sluice.health;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * A breaker of Vert.x.
 *
 * <p>Its commands run on one context, one after the other: so they keep their order whoever gives
 * them, its handlers never run within a lock of the caller's, and its timer, which it gives to the
 * context that opens it, does not go with a verticle. {@code open} starts a timer at each call, and
 * {@code reset} is refused while it is open: callers open it only when it is not open, and close it
 * only when it is half open.
 */
final class VertxBreaker implements Breaker {
  private final Context context;
  private final CircuitBreaker breaker;

  /**
   * A closed breaker.
   *
   * @param reset how long it stays open
   * @param halfOpened called on the context when it has become half open
   */
  VertxBreaker(Vertx vertx, Context context, String name, Duration reset, Runnable halfOpened) {
    this.context = context;
    CircuitBreakerOptions options =
        new CircuitBreakerOptions()
            .setResetTimeout(Math.max(1, reset.toMillis()))
            .setNotificationAddress(null);
    this.breaker =
        CircuitBreaker.create(name, vertx, options).halfOpenHandler(_ -> halfOpened.run());
  }

  @Override
  public void open() {
    context.runOnContext(_ -> breaker.open());
  }

  @Override
  public void close() {
    context.runOnContext(_ -> breaker.reset());
  }
}
