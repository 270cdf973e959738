package dev.sluice.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.bus.Attempt;
import dev.sluice.bus.Lanes;
import dev.sluice.bus.Reply;
import dev.sluice.bus.Topics;
import dev.sluice.model.Dialect;
import dev.sluice.model.Failure;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.ReadStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ProviderVerticleTest {
  private static final Reply UNSERVED = new Reply.Failed(new Failure.Internal("nobody"));
  private static final int LANES = 2;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LANES));
  private final List<Thread> madeOn = new CopyOnWriteArrayList<>();
  private final List<Thread> closedOn = new CopyOnWriteArrayList<>();
  private final List<Thread> performedOn = new CopyOnWriteArrayList<>();

  /** Replies with a body of a kind of its own. */
  private final class Echo implements Adapter {
    @Override
    public void perform(Attempt attempt, Consumer<Reply> reply) {
      performedOn.add(Thread.currentThread());
      reply.accept(new Reply.Answered(200, HttpHeaders.headers(), new Silence()));
    }

    @Override
    public Future<Void> close() {
      closedOn.add(Thread.currentThread());
      return Future.succeededFuture();
    }
  }

  @BeforeEach
  void register() {
    Topics.register(vertx);
  }

  @AfterEach
  void close() {
    Lane.get(vertx.close());
  }

  @CanIgnoreReturnValue
  private String deploy() {
    Lanes lanes = new Lanes();
    AdapterMaker maker =
        _ -> {
          madeOn.add(Thread.currentThread());
          return new Echo();
        };
    return Lane.get(
        vertx.deployVerticle(
            () -> new ProviderVerticle(Dialect.OPENAI_CHAT, lanes, Map.of("house", maker)),
            new DeploymentOptions().setInstances(LANES)));
  }

  private Reply ask(int lane, Attempt attempt) {
    Promise<Reply> reply = Promise.promise();
    Topics.provider(lane, Dialect.OPENAI_CHAT).ask(vertx, attempt, reply::complete, UNSERVED);
    return Lane.get(reply.future());
  }

  @Test
  void everyLaneHasAnAdapterOfItsOwn() {
    deploy();

    Reply first = ask(0, Attempts.plain());
    Reply second = ask(1, Attempts.plain());

    assertThat(first).isInstanceOf(Reply.Answered.class);
    assertThat(second).isInstanceOf(Reply.Answered.class);
    assertThat(madeOn).doesNotHaveDuplicates().hasSize(LANES);
    assertThat(performedOn).containsExactlyInAnyOrderElementsOf(madeOn);
  }

  @Test
  void theAnswersBodyTravelsByReference() {
    deploy();

    Reply reply = ask(0, Attempts.plain());

    assertThat(((Reply.Answered) reply).body()).isInstanceOf(Silence.class);
  }

  @Test
  void anUnknownProviderIsAFaultOfTheHouse() {
    deploy();
    Attempt attempt = Attempts.plain();
    Attempt stray =
        new Attempt(
            attempt.endpoint(),
            attempt.spoken(),
            Attempts.target("nobody"),
            attempt.model(),
            attempt.upstreamModel(),
            attempt.body(),
            false,
            0,
            attempt.requestId(),
            null,
            attempt.cancellation());

    Reply reply = ask(0, stray);

    assertThat(reply)
        .isInstanceOfSatisfying(
            Reply.Failed.class,
            failed -> assertThat(failed.failure()).isInstanceOf(Failure.Internal.class));
  }

  @Test
  void stoppingClosesTheAdaptersAndTakesNoMoreAttempts() {
    String id = deploy();

    Lane.get(vertx.undeploy(id));

    assertThat(closedOn).hasSize(LANES);
    assertThat(ask(0, Attempts.plain())).isSameAs(UNSERVED);
  }

  private static final class Silence implements ReadStream<Buffer> {
    @Override
    public Silence exceptionHandler(@Nullable Handler<Throwable> handler) {
      return this;
    }

    @Override
    public Silence handler(@Nullable Handler<Buffer> handler) {
      return this;
    }

    @Override
    public Silence pause() {
      return this;
    }

    @Override
    public Silence resume() {
      return this;
    }

    @Override
    public Silence fetch(long amount) {
      return this;
    }

    @Override
    public Silence endHandler(@Nullable Handler<Void> handler) {
      return this;
    }
  }
}
