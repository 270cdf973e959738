package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.bus.HealthChanged;
import dev.sluice.bus.Topics;
import dev.sluice.config.BreakerConfig;
import dev.sluice.config.HealthConfig;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Failure;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Targets;
import dev.sluice.model.Timeouts;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TargetHealthTest {
  private static final TargetId ID = new TargetId("acme/one");
  private static final Failure.Upstream BROKEN = new Failure.Unavailable(500, "broken", null);
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofMillis(40);
  private static final Duration NEVER = Duration.ofHours(1);

  private final AtomicLong clock = new AtomicLong(-5);
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final Vertx vertx = Vertx.vertx();
  private HealthBoard board = board(breaker(true, NEVER));
  private TargetHealth target = board.of(ID);

  @BeforeEach
  void listen() {
    Topics.register(vertx);
    vertx
        .eventBus()
        .<HealthChanged>localConsumer(
            Topics.HEALTH_CHANGED, message -> told.add(message.body().state()));
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void isFitAtFirst() {
    assertThat(target.exclusion()).isNull();
    assertThat(target.warmth()).isEqualTo(1);
    assertThat(target.enter()).isTrue();
    assertThat(board.healthy()).isEqualTo(board.total()).isEqualTo(1);
  }

  @Test
  void opensItsBreakerAfterFailuresInARow() {
    fail(5);

    assertThat(target.exclusion()).isEqualTo(Exclusion.BREAKER_OPEN);
    assertThat(target.enter()).isFalse();
    assertThat(board.healthy()).isZero();
  }

  @Test
  void forgivesFailuresThatASuccessFollows() {
    fail(4);
    attempt().succeeded();
    fail(4);

    assertThat(target.exclusion()).isNull();
  }

  @Test
  void opensItsBreakerOnTheShareOfFailures() {
    for (int i = 0; i < 20; i++) {
      attempt().succeeded();
    }
    int failures = 0;
    while (target.exclusion() == null) {
      attempt().succeeded();
      fail(1);
      fail(1);
      failures += 2;
    }

    assertThat(failures).isBetween(20, 60);
  }

  @Test
  void letsAsManyTrialsPassAsConfiguredAndClosesWhenAllSucceeded() {
    awaitHalfOpen();

    assertThat(target.warmth()).isEqualTo(0.1);
    assertThat(target.enter()).isTrue();
    assertThat(target.enter()).isTrue();
    assertThat(target.enter()).isFalse();
    assertThat(target.exclusion()).isEqualTo(Exclusion.BREAKER_OPEN);
    target.succeeded();
    assertThat(target.breaker()).isEqualTo(BreakerState.HALF_OPEN);
    target.succeeded();

    assertThat(target.breaker()).isEqualTo(BreakerState.CLOSED);
    await().until(() -> told, states -> states.size() == 3);
    assertThat(told).containsExactly("breaker_open", "breaker_half_open", "breaker_closed");
  }

  @Test
  void warmsUpEvenlyAfterItCameBack() {
    awaitHalfOpen();
    attempt().succeeded();
    attempt().succeeded();

    List<Double> warmths = new ArrayList<>();
    for (int third = 0; third <= 3; third++) {
      warmths.add(Math.round(target.warmth() * 100) / 100.0);
      clock.addAndGet(WARM_UP.toNanos() / 3);
    }

    assertThat(warmths).containsExactly(0.1, 0.4, 0.7, 1.0);
  }

  @Test
  void opensAgainWhenATrialFailsAndComesBackOnceMore() {
    awaitHalfOpen();

    fail(1);
    assertThat(target.breakerChanges(BreakerState.OPEN)).isEqualTo(2);
    await().until(() -> target.breaker() == BreakerState.HALF_OPEN);
    attempt().succeeded();
    attempt().succeeded();

    assertThat(target.exclusion()).isNull();
    assertThat(target.breakerChanges(BreakerState.CLOSED)).isEqualTo(1);
  }

  @Test
  void givesThePlaceOfATrialBackWhenItsClientIsGone() {
    awaitHalfOpen();
    for (int i = 0; i < 10; i++) {
      attempt().ignored();
    }

    assertThat(target.exclusion()).isNull();
    assertThat(target.breaker()).isEqualTo(BreakerState.HALF_OPEN);
  }

  @Test
  void givesThePlaceOfATrialBackWhenItIsThrottled() {
    awaitHalfOpen();
    attempt().failed(new Failure.Throttled("slow down", Duration.ofSeconds(1), false));
    assertThat(target.exclusion()).isEqualTo(Exclusion.COOLING);
    clock.addAndGet(Duration.ofSeconds(1).toNanos());

    assertThat(target.enter()).isTrue();
    assertThat(target.enter()).isTrue();
  }

  @Test
  void freesThePlaceOfATrialThatIsNeverSettled() {
    awaitHalfOpen();
    assertThat(target.enter()).isTrue();
    assertThat(target.enter()).isTrue();
    assertThat(target.enter()).isFalse();

    clock.addAndGet(SOON.toNanos());

    assertThat(target.enter()).isTrue();
  }

  @Test
  void neverLetsMoreTrialsPassThanConfiguredWhoeverAsks() throws Exception {
    awaitHalfOpen();
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> asked = new ArrayList<>();
    try (ExecutorService lanes = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 64; i++) {
        asked.add(
            lanes.submit(() -> {
              start.await();
              return target.enter();
            }));
      }
      start.countDown();
    }

    int passed = 0;
    for (Future<Boolean> answer : asked) {
      passed += answer.get() ? 1 : 0;
    }
    assertThat(passed).isEqualTo(2);
  }

  @Test
  void isNotHeldResponsibleForWhatClientsDo() {
    for (int i = 0; i < 1_000; i++) {
      attempt().ignored();
    }

    assertThat(target.exclusion()).isNull();
    assertThat(target.warmth()).isEqualTo(1);
  }

  @Test
  void coolsInsteadOfOpeningWhenThrottled() {
    for (int i = 0; i < 100; i++) {
      target.failed(new Failure.Throttled("slow down", null, false));
    }

    assertThat(target.exclusion()).isEqualTo(Exclusion.COOLING);
    assertThat(target.enter()).isFalse();
    assertThat(target.breaker()).isEqualTo(BreakerState.CLOSED);
    clock.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(target.enter()).isTrue();
  }

  @Test
  void obeysTheLongestPauseThatTheProviderAskedFor() {
    target.failed(new Failure.Throttled("slow down", Duration.ofSeconds(30), false));
    target.coolFor(Duration.ofSeconds(2));
    target.failed(new Failure.Unavailable(503, "busy", Duration.ofSeconds(5)));

    clock.addAndGet(Duration.ofSeconds(29).toNanos());
    assertThat(target.exclusion()).isEqualTo(Exclusion.COOLING);
    clock.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(target.exclusion()).isNull();
    await().until(() -> told, states -> !states.isEmpty());
    assertThat(told).containsExactly("cooling");
  }

  @Test
  void tellsWhatIsLeftOfItsCooldown() {
    assertThat(target.pause()).isZero();
    target.coolFor(Duration.ofSeconds(30));
    clock.addAndGet(Duration.ofSeconds(10).toNanos());

    assertThat(target.cooling()).isEqualTo(Duration.ofSeconds(20));
    assertThat(target.pause()).isEqualTo(Duration.ofSeconds(20));
    clock.addAndGet(Duration.ofSeconds(21).toNanos());
    assertThat(target.cooling()).isZero();
    assertThat(target.pause()).isZero();
  }

  @Test
  void tellsWhatIsLeftOfItsBreakersOpenTime() {
    fail(5);
    clock.addAndGet(Duration.ofMinutes(10).toNanos());

    assertThat(target.cooling()).isZero();
    assertThat(target.pause()).isEqualTo(Duration.ofMinutes(50));
  }

  @Test
  void isNotTakenAwayByAPauseOfNothing() {
    target.coolFor(Duration.ZERO);
    target.failed(new Failure.Unavailable(503, "busy", Duration.ZERO));

    assertThat(target.exclusion()).isNull();
    board.tick();
    vertx.eventBus().request("nobody", "").otherwiseEmpty().await();
    assertThat(told).isEmpty();
  }

  @Test
  void leavesATargetWithoutCreditAloneForAMinute() {
    target.failed(new Failure.Throttled("no credit", null, true));

    clock.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(target.exclusion()).isEqualTo(Exclusion.COOLING);
    clock.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(target.exclusion()).isNull();
  }

  @Test
  void goesDownAndComesBackByProbes() {
    target.probedBad("silence");
    target.probedGood();
    target.probedBad("silence");
    assertThat(target.exclusion()).isNull();
    target.probedBad("silence");
    assertThat(target.exclusion()).isEqualTo(Exclusion.UNHEALTHY);
    assertThat(target.enter()).isFalse();

    target.probedGood();
    target.probedBad("silence");
    target.probedGood();
    assertThat(target.exclusion()).isEqualTo(Exclusion.UNHEALTHY);
    target.probedGood();

    assertThat(target.exclusion()).isNull();
    assertThat(target.warmth()).isEqualTo(0.1);
    await().until(() -> told, states -> states.size() == 2);
    assertThat(told).containsExactly("down", "healthy");
  }

  @Test
  void keepsItsBreakerShutWhenBreakersAreSwitchedOff() {
    board = board(breaker(false, NEVER));
    target = board.of(ID);
    fail(1_000);

    assertThat(target.exclusion()).isNull();
  }

  @Test
  void countsOnlyEnabledTargets() {
    HealthBoard two =
        new HealthBoard(
            vertx,
            breaker(true, NEVER),
            health(),
            List.of(target("one", true), target("two", false)),
            clock::get);

    assertThat(two.total()).isEqualTo(1);
    assertThat(two.of(new TargetId("acme/two")).exclusion()).isNull();
  }

  @Test
  void showsItsStateInTheMeters() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new HealthMeters(board).bind(target("one", true), registry);
    fail(5);

    assertThat(registry.scrape().lines())
        .contains(
            "sluice_target_healthy{target=\"acme/one\"} 0.0",
            "sluice_breaker_state{state=\"open\",target=\"acme/one\"} 1.0",
            "sluice_breaker_state{state=\"closed\",target=\"acme/one\"} 0.0",
            "sluice_breaker_changes_total{state=\"open\",target=\"acme/one\"} 1.0");
  }

  private void awaitHalfOpen() {
    board = board(breaker(true, SOON));
    target = board.of(ID);
    fail(5);
    await().until(() -> target.breaker() == BreakerState.HALF_OPEN);
  }

  private TargetHealth attempt() {
    assertThat(target.enter()).isTrue();
    return target;
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      attempt().failed(BROKEN);
    }
  }

  private HealthBoard board(BreakerConfig breaker) {
    return new HealthBoard(vertx, breaker, health(), List.of(target("one", true)), clock::get);
  }

  private static BreakerConfig breaker(boolean enabled, Duration reset) {
    return new BreakerConfig(enabled, 5, 0.5, 20, Duration.ofSeconds(10), reset, 2);
  }

  private static HealthConfig health() {
    Duration second = Duration.ofSeconds(1);
    return new HealthConfig(true, second, 0, second, 2, 2, WARM_UP);
  }

  private static Target target(String name, boolean enabled) {
    Duration minute = Duration.ofMinutes(1);
    Timeouts timeouts = new Timeouts(minute, minute, minute, minute);
    return Targets.of("acme", name).enabled(enabled).timeouts(timeouts).make();
  }
}
