package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.ScriptedProvider.Script.inTurn;
import static dev.sluice.e2e.Scripts.answers;
import static dev.sluice.e2e.Scripts.refuses;
import static dev.sluice.e2e.Scripts.serves;
import static dev.sluice.e2e.Scripts.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import io.vertx.core.net.NetServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far the gateway goes for an answer, and where it stops. */
final class FailoverTest {
  private static final Script FAILS = refuses(500, "server_error", "oops");

  private static int closedPort() {
    NetServer server =
        Await.result(ScriptedProvider.VERTX.createNetServer().connectHandler(_ -> {}).listen(0));
    Await.result(server.close());
    return server.actualPort();
  }

  @Test
  void oneFailureIsHealedByARetryAtTheSameTarget() {
    try (ScriptedProvider only = new ScriptedProvider(inTurn(FAILS, serves()));
        RunningGateway gateway = RunningGateway.before(only)) {
      Answer answer = gateway.chat(STREAM);

      assertThat(answer.data()).hasSize(5);
      assertThat(answer.header("x-sluice-attempts")).isEqualTo("2");
      assertThat(gateway.meter("sluice_retries_total")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"retry-after: 1", "retry-after-ms: 1000"})
  void aRetryWaitsAsLongAsTheProviderAsked(String wish) {
    Script busy = refuses(429, "requests", "rate_limit_exceeded", wish);
    try (ScriptedProvider only = new ScriptedProvider(inTurn(busy, serves()));
        RunningGateway gateway = RunningGateway.before(only)) {
      long asked = System.nanoTime();
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - asked))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @ParameterizedTest
  @CsvSource({"3,3,3000", "3600,60,60000"})
  @Keeps("RT-4")
  void aLongWaitIsLeftToTheClientAndBounded(int asked, String seconds, String millis) {
    Script busy = refuses(429, "requests", "rate_limit_exceeded", "retry-after: " + asked);
    try (ScriptedProvider only = new ScriptedProvider(busy);
        RunningGateway gateway = RunningGateway.before(only)) {
      assertThat(gateway.chat(WHOLE).headers())
          .containsEntry("retry-after", seconds)
          .containsEntry("retry-after-ms", millis);
      assertThat(only.attempts()).isEqualTo(1);
    }
  }

  @Test
  @Keeps("RT-3")
  void aSpentQuotaTellsClientsNotToComeAgain() {
    Script spent = refuses(429, "insufficient_quota", "insufficient_quota", "retry-after: 1");
    try (ScriptedProvider only = new ScriptedProvider(spent);
        RunningGateway gateway = RunningGateway.before(only)) {
      assertThat(gateway.chat(WHOLE).headers())
          .containsEntry("x-should-retry", "false")
          .doesNotContainKeys("retry-after", "retry-after-ms");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void aThrottledTargetIsLeftAloneAsLongAsItAsked(int status) {
    Script busy = refuses(status, "requests", "rate_limit_exceeded", "retry-after: 30");
    try (ScriptedProvider first = new ScriptedProvider(busy);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.before(first, second)) {
      for (int i = 0; i < 3; i++) {
        assertThat(gateway.chat(WHOLE).header("x-sluice-target")).isEqualTo("second/chat");
      }
      assertThat(first.attempts()).isEqualTo(1);
    }
  }

  @Test
  void aClosedPortIsNoTarget() {
    Settings settings = new Settings().target("closed", closedPort());
    try (ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, second)) {
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.header("x-sluice-target")).isEqualTo("first/chat");
      assertThat(answer.header("x-sluice-attempts")).isEqualTo("3");
    }
  }

  @Test
  void aClosedPortAloneIsABadGateway() {
    try (RunningGateway gateway =
        new RunningGateway(new Settings().target("closed", closedPort()))) {
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.error("code")).isEqualTo("upstream_unreachable");
      assertThat(answer.header("x-sluice-attempts")).isEqualTo("2");
    }
  }

  @Test
  void aConnectionThatTheProviderClosedInTheMeantimeCostsNoAttempt() {
    try (ScriptedProvider only = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.before(only)) {
      assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
      only.script(inTurn(Scripts.closes(), serves()));
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-sluice-attempts")).isEqualTo("1");
    }
  }

  @Test
  void aSlowFirstTokenWithinTheBoundIsWaitedFor() {
    Script slow =
        (request, socket) ->
            ScriptedProvider.VERTX.setTimer(300, _ -> serves().play(request, socket));
    Settings settings = new Settings().timeouts("firstByte", Duration.ofMillis(1500));
    try (ScriptedProvider first = new ScriptedProvider(slow);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      Answer answer = gateway.chat(STREAM);

      assertThat(answer.header("x-sluice-target")).isEqualTo("first/chat");
      assertThat(answer.data()).hasSize(5);
    }
  }

  @Test
  void aSilentTargetIsTriedOnceAndItsConnectionClosed() {
    Settings settings = new Settings().timeouts("firstByte", Duration.ofMillis(200));
    try (ScriptedProvider first = new ScriptedProvider(silent());
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      assertThat(gateway.chat(STREAM).header("x-sluice-target")).isEqualTo("second/chat");
      assertThat(first.attempts()).isEqualTo(1);
      await().untilAsserted(() -> assertThat(first.open()).isEmpty());
    }
  }

  @Test
  void theDeadlineOfTheExchangeEndsItBeforeTheTargetsOwn() {
    Settings settings = new Settings().failover("deadline", Duration.ofMillis(200));
    try (ScriptedProvider first = new ScriptedProvider(silent());
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      Answer answer = gateway.chat(STREAM);

      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.error("code")).isEqualTo("gateway_deadline");
      assertThat(answer.header("x-should-retry")).isEqualTo("false");
      assertThat(second.attempts()).isZero();
      await().untilAsserted(() -> assertThat(first.open()).isEmpty());
    }
  }

  @Test
  void aRetryThatWouldPassTheDeadlineIsNotWaitedFor() {
    Script busy = refuses(503, "server_error", "busy", "retry-after: 2");
    Settings settings = new Settings().failover("deadline", Duration.ofSeconds(1));
    try (ScriptedProvider only = new ScriptedProvider(busy);
        RunningGateway gateway = RunningGateway.with(settings, only)) {
      long asked = System.nanoTime();
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
      assertThat(only.attempts()).isEqualTo(1);
    }
  }

  @Test
  void aSpentRetryBudgetLeavesOneAttempt() {
    Settings settings = new Settings().failover("retryShare", 0.0, "retryFloor", 0);
    try (ScriptedProvider first = new ScriptedProvider(FAILS);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.header("x-sluice-attempts")).isEqualTo("1");
      assertThat(first.attempts() + second.attempts()).isEqualTo(1);
      assertThat(gateway.meter("sluice_retries_refused_total")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,0", "2,1,1", "3,2,1", "4,2,2", "9,2,2"})
  void noMoreAttemptsAreMadeThanAreAllowed(int most, int atFirst, int atSecond) {
    Settings settings = new Settings().failover("attempts", most);
    try (ScriptedProvider first = new ScriptedProvider(FAILS);
        ScriptedProvider second = new ScriptedProvider(FAILS);
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.header("x-sluice-attempts")).isEqualTo("" + (atFirst + atSecond));
      assertThat(first.attempts()).isEqualTo(atFirst);
      assertThat(second.attempts()).isEqualTo(atSecond);
    }
  }

  @Test
  void withoutFailoverOnlyTheFirstTargetIsTried() {
    Settings settings = new Settings().failover("enabled", false);
    try (ScriptedProvider first = new ScriptedProvider(FAILS);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      assertThat(gateway.chat(WHOLE).status()).isEqualTo(502);
      assertThat(first.attempts()).isEqualTo(2);
      assertThat(second.attempts()).isZero();
    }
  }

  @Test
  void aTargetsSpentRateGoesToTheNextTarget() {
    try (ScriptedProvider first = new ScriptedProvider(serves());
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway =
            new RunningGateway(
                new Settings().target("first", first, "maxRps", 0.01).target("second", second))) {
      assertThat(gateway.chat(WHOLE).header("x-sluice-target")).isEqualTo("first/chat");
      assertThat(gateway.chat(WHOLE).header("x-sluice-target")).isEqualTo("second/chat");
      assertThat(first.attempts()).isEqualTo(1);
    }
  }

  @Test
  void aSpentRateOfAllTargetsIsToldWithoutAnAttempt() {
    try (ScriptedProvider only = new ScriptedProvider(serves());
        RunningGateway gateway =
            new RunningGateway(new Settings().target("first", only, "maxRps", 0.01))) {
      assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.error("type")).isEqualTo("rate_limit_error");
      assertThat(answer.error("code")).isEqualTo("rate_limit_exceeded");
      assertThat(answer.error("message")).contains("first/chat", "target.max_rps");
      assertThat(answer.header("retry-after")).isEqualTo("60");
      assertThat(answer.headers()).containsKeys("retry-after", "retry-after-ms");
      assertThat(answer.headers()).doesNotContainKey("x-sluice-attempts");
    }
  }

  @Test
  void lowerTiersWaitUntilTheHigherOnesHaveFailed() {
    try (ScriptedProvider one = new ScriptedProvider(answers());
        ScriptedProvider other = new ScriptedProvider(answers());
        ScriptedProvider last = new ScriptedProvider(answers());
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .failover("attempts", 5)
                    .target("last", last, "priority", 3)
                    .target("one", one, "priority", 1)
                    .target("other", other, "priority", 1))) {
      for (int i = 0; i < 6; i++) {
        assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
      }
      assertThat(one.attempts()).isEqualTo(3);
      assertThat(other.attempts()).isEqualTo(3);
      assertThat(last.attempts()).isZero();

      one.script(Scripts.closes());
      other.script(Scripts.closes());
      assertThat(gateway.chat(WHOLE).header("x-sluice-target")).isEqualTo("last/chat");
    }
  }
}
