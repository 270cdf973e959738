package dev.sluice.pipeline;

import io.vertx.core.Vertx;
import java.time.Duration;

/** The wait of an exchange before its next try. */
final class Pause {
  private static final long NANOS = 1_000_000;
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private long timer = NO_TIMER;

  Pause(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Begins, at least a millisecond long, and goes on with what is next. */
  void then(Duration length, Runnable next) {
    timer =
        vertx.setTimer(
            Math.max(1, Math.ceilDiv(length.toNanos(), NANOS)),
            _ -> {
              timer = NO_TIMER;
              next.run();
            });
  }

  /** Ends before its time, if it has begun. */
  void end() {
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
  }
}
