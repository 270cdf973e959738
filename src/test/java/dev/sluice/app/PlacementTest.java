package dev.sluice.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.bus.Lanes;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PlacementTest {
  private static final int LOOPS = 4;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
  private final Lanes lanes = new Lanes();
  private final Set<String> threads = ConcurrentHashMap.newKeySet();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger stopped = new AtomicInteger();

  @AfterEach
  void close() throws Exception {
    get(vertx.close());
  }

  /** While it starts it asks for as many event loops as it takes to be given the same again. */
  private final class Greedy extends VerticleBase {
    @Override
    public Future<?> start() {
      started.incrementAndGet();
      threads.add(Thread.currentThread().getName());
      for (int i = 1; i < LOOPS; i++) {
        ((VertxInternal) vertx).nettyEventLoopGroup().next();
      }
      return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
      stopped.incrementAndGet();
      return Future.succeededFuture();
    }
  }

  private static final class Broken extends VerticleBase {
    @Override
    public Future<?> start() {
      return Future.failedFuture("it does not start");
    }
  }

  @Test
  void eachEventLoopHasOneInstanceWhoeverElseAsksForLoopsMeanwhile() throws Exception {
    Placement placement = new Placement(vertx, lanes, LOOPS, Greedy::new);

    get(placement.deploy());

    assertThat(threads).hasSize(LOOPS);
    assertThat(started).hasValue(LOOPS);
    assertThat(vertx.deploymentIDs()).hasSize(LOOPS);

    get(placement.undeploy());

    assertThat(stopped).hasValue(LOOPS);
    assertThat(vertx.deploymentIDs()).isEmpty();
  }

  @Test
  void anInstanceThatDoesNotStartFailsThePlacement() {
    Placement placement = new Placement(vertx, lanes, LOOPS, Broken::new);

    assertThatThrownBy(() -> get(placement.deploy())).hasMessageContaining("it does not start");
  }

  @CanIgnoreReturnValue
  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, SECONDS);
  }
}
