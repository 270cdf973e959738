package dev.sluice.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Cancellation;
import dev.sluice.bus.Lanes;
import dev.sluice.bus.Reply;
import dev.sluice.bus.Topics;
import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.provider.ProviderVerticle.Staged;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that come, change and go while their verticle serves. */
final class ChangedProvidersTest {
  private static final Reply UNSERVED = new Reply.Failed(new Failure.Internal("nobody"));
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration BRIEF = Duration.ofMillis(5);

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final List<Door> made = new CopyOnWriteArrayList<>();
  private final ProviderVerticle verticle =
      new ProviderVerticle(Dialect.OPENAI_CHAT, new Lanes(), Map.of("house", this::door));
  private String deployment = "";

  /** Fails in words of its own, at once or when it is asked to. */
  private static final class Door implements Adapter {
    final String number;
    final AtomicInteger closed = new AtomicInteger();
    final List<Runnable> held = new ArrayList<>();
    volatile boolean holds;

    Door(int number) {
      this.number = "door " + number;
    }

    @Override
    public void perform(Attempt attempt, Consumer<Reply> reply) {
      Runnable answer = () -> reply.accept(new Reply.Failed(new Failure.Internal(number)));
      if (holds) {
        held.add(answer);
      } else {
        answer.run();
      }
    }

    @Override
    public Future<Void> close() {
      closed.incrementAndGet();
      return Future.succeededFuture();
    }
  }

  private Adapter door(Vertx on) {
    Door door = new Door(made.size());
    made.add(door);
    return door;
  }

  @BeforeEach
  void deploy() {
    Topics.register(vertx);
    deployment = Lane.get(vertx.deployVerticle(verticle));
  }

  @AfterEach
  void close() {
    Lane.get(vertx.close());
  }

  @Test
  void aMakerThatFailsLeavesNothingOpen() {
    Map<String, AdapterMaker> makers = new LinkedHashMap<>();
    makers.put("one", this::door);
    makers.put("two", this::door);
    makers.put(
        "three",
        _ -> {
          throw new IllegalStateException("no such file");
        });

    Future<Staged> staged = verticle.stage(makers);

    assertThatThrownBy(() -> Lane.get(staged)).hasRootCauseMessage("no such file");
    assertThat(closes()).containsExactly(0, 1, 1);
    assertThat(ask("house")).isEqualTo("door 0");
  }

  @Test
  void whatIsReadyServesOnlyWhenItIsAdopted() {
    Staged staged = stage("barn", "house");
    assertThat(ask("barn")).contains("does not know");
    assertThat(ask("house")).isEqualTo("door 0");

    adopt(staged, LONG);

    assertThat(ask("barn")).isNotEqualTo(ask("house"));
    assertThat(ask("house")).isNotEqualTo("door 0");
    assertThat(closes()).containsOnly(0);
  }

  @Test
  void whatIsReadyButNotWantedIsClosedOnce() {
    Staged staged = stage("barn");

    Lane.get(verticle.drop(staged));
    Lane.get(verticle.drop(staged));

    assertThat(closes()).containsExactly(0, 1);
    assertThat(ask("barn")).contains("does not know");
  }

  @Test
  void whatWasBegunEndsAsItWasBegun() {
    made.getFirst().holds = true;
    Future<Reply> begun = begin("house");
    Lane.get(verticle.stage(Map.of()));

    adopt(stage("house"), LONG);

    assertThat(ask("house")).isEqualTo("door 1");
    assertThat(begun.isComplete()).isFalse();
    vertx.runOnContext(_ -> made.getFirst().held.forEach(Runnable::run));
    assertThat(said(Lane.get(begun))).isEqualTo("door 0");
  }

  @Test
  void oneThatLeavesIsClosedAfterThePatienceAndNoMore() {
    adopt(stage("house"), BRIEF);

    await().until(() -> made.getFirst().closed.get() > 0);
    Lane.get(vertx.undeploy(deployment));

    assertThat(closes()).containsExactly(1, 1);
  }

  @Test
  void aProviderThatIsGoneServesPlansThatWereMadeBefore() {
    adopt(stage(), Set.of("house"), LONG);

    assertThat(ask("house")).isEqualTo("door 0");
  }

  @Test
  void afterThePatienceAProviderThatIsGoneIsUnknown() {
    adopt(stage(), Set.of("house"), BRIEF);

    await().until(() -> made.getFirst().closed.get() > 0);

    assertThat(ask("house")).contains("does not know");
  }

  @Test
  void aProviderThatIsAddedAgainIsNotTakenAwayByThePatienceOfTheOldOne() {
    adopt(stage(), Set.of("house"), Duration.ofMillis(200));

    adopt(stage("house"), LONG);
    assertThat(ask("house")).isEqualTo("door 1");
    await().until(() -> made.getFirst().closed.get() > 0);

    assertThat(ask("house")).isEqualTo("door 1");
    assertThat(closes()).containsExactly(1, 0);
  }

  @Test
  void aProviderThatGoesTwiceIsClosedOnce() {
    adopt(stage(), Set.of("house"), BRIEF);
    adopt(stage(), Set.of("house"), BRIEF);

    await().until(() -> made.getFirst().closed.get() > 0);
    Lane.get(vertx.undeploy(deployment));

    assertThat(closes()).containsExactly(1);
  }

  @Test
  void stoppingClosesAllOnce() {
    adopt(stage("house", "barn"), LONG);
    Staged unused = stage("house", "shed");

    Lane.get(vertx.undeploy(deployment));
    Lane.get(verticle.drop(unused));

    assertThat(closes()).hasSize(5).containsOnly(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverChangesEachIsClosedOnceAndTheLastOneServes(long seed) {
    Random random = new Random(seed);
    List<String> names = List.of("house", "barn", "shed");
    Map<String, String> serving = new LinkedHashMap<>(Map.of("house", "door 0"));
    for (int step = 0; step < 60; step++) {
      String name = names.get(random.nextInt(names.size()));
      Duration patience = random.nextBoolean() ? LONG : Duration.ofMillis(1);
      switch (random.nextInt(4)) {
        case 0 -> {
          adopt(stage(), Set.of(name), patience);
          serving.remove(name);
        }
        case 1 -> Lane.get(verticle.drop(stage(name)));
        default -> {
          adopt(stage(name), patience);
          serving.put(name, made.getLast().number);
        }
      }
      serving.forEach((each, number) -> assertThat(ask(each)).isEqualTo(number));
    }

    Lane.get(vertx.undeploy(deployment));

    assertThat(closes()).containsOnly(1);
  }

  private List<Integer> closes() {
    return made.stream().map(door -> door.closed.get()).toList();
  }

  private Staged stage(String... names) {
    Map<String, AdapterMaker> makers = new LinkedHashMap<>();
    for (String name : names) {
      makers.put(name, this::door);
    }
    return Lane.get(verticle.stage(makers));
  }

  private void adopt(Staged staged, Duration patience) {
    adopt(staged, Set.of(), patience);
  }

  private void adopt(Staged staged, Set<String> gone, Duration patience) {
    Lane.get(verticle.adopt(staged, gone, patience));
  }

  private String ask(String provider) {
    return said(Lane.get(begin(provider)));
  }

  private static String said(Reply reply) {
    return ((Reply.Failed) reply).failure().message();
  }

  private Future<Reply> begin(String provider) {
    Attempt attempt =
        new Attempt(
            Endpoint.CHAT,
            Dialect.OPENAI_CHAT,
            Attempts.target(provider),
            Attempts.MODEL,
            Attempts.MODEL,
            Buffer.buffer(Attempts.PLAIN),
            false,
            0,
            "req-1",
            null,
            new Cancellation());
    Promise<Reply> reply = Promise.promise();
    Topics.provider(0, Dialect.OPENAI_CHAT).ask(vertx, attempt, reply::complete, UNSERVED);
    return reply.future();
  }
}
