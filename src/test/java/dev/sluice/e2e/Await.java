package dev.sluice.e2e;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Waits for a future on a test's own thread. */
final class Await {
  private Await() {}

  /** The future's result, or a failed test after twenty seconds. */
  static <T> T result(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no result: " + e, e);
    }
  }
}
