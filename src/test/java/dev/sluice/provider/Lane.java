package dev.sluice.provider;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.bus.Attempt;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An event loop to perform attempts on, and others for the servers of a test. */
public final class Lane implements AutoCloseable {
  private static final long SECONDS = 10;

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();

  public Vertx vertx() {
    return vertx;
  }

  /** Makes an adapter on the lane's context. */
  public Adapter adapter(Function<Vertx, Adapter> maker) {
    return call(() -> maker.apply(vertx));
  }

  /** Performs an attempt on the lane's context. */
  public Performed perform(Adapter adapter, Attempt attempt) {
    Performed performed = new Performed(this, attempt);
    run(() -> adapter.perform(attempt, performed::replied));
    return performed;
  }

  /** Runs on the lane's context and waits for the end. */
  public void run(Runnable action) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    context.runOnContext(_ -> {
      try {
        action.run();
        done.complete(true);
      } catch (RuntimeException e) {
        done.completeExceptionally(e);
      }
    });
    get(done);
  }

  /** Calls on the lane's context and waits for the result. */
  public <T> T call(Supplier<T> action) {
    CompletableFuture<T> done = new CompletableFuture<>();
    run(() -> done.complete(action.get()));
    return get(done);
  }

  /** Waits for a future of the event loop. */
  @CanIgnoreReturnValue
  public static <T extends @Nullable Object> T get(Future<T> future) {
    return get(future.toCompletionStage().toCompletableFuture());
  }

  /** Waits for a future. */
  @CanIgnoreReturnValue
  static <T extends @Nullable Object> T get(CompletableFuture<T> future) {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("nothing came", e);
    }
  }

  @Override
  public void close() {
    get(vertx.close());
  }
}
