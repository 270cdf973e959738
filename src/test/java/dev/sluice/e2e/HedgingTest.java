package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.refuses;
import static dev.sluice.e2e.Scripts.serves;
import static dev.sluice.e2e.Scripts.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.ScriptedProvider.Script;
import dev.sluice.model.Hedging;
import dev.sluice.model.Price;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets when the first target is late and a second one is asked. */
final class HedgingTest {
  private static final Hedging ALWAYS = new Hedging(1, 1);

  private static Settings on(Hedging hedging) {
    return new Settings().policy("hedging", hedging).late(60);
  }

  private static Script after(long millis, Script script) {
    return (request, socket) ->
        ScriptedProvider.VERTX.setTimer(millis, _ -> script.play(request, socket));
  }

  /** Serves at once, but a few of a hundred requests late. */
  private static Script heavyTail() {
    Set<Integer> slow = Set.of(30, 60, 90);
    return (request, socket) ->
        (slow.contains(request.number()) ? after(1000, serves()) : serves()).play(request, socket);
  }

  /** Nanoseconds to the first event of each of a hundred streams, the shortest first. */
  private static long[] firstTokens(RunningGateway gateway) {
    long[] times = new long[100];
    for (int i = 0; i < times.length; i++) {
      try (RawClient client = gateway.client()) {
        long asked = System.nanoTime();
        assertThat(client.chat(STREAM).head().status()).isEqualTo(200);
        assertThat(client.until("\n\n")).startsWith("data: ");
        times[i] = System.nanoTime() - asked;
        assertThat(client.rest()).endsWith("data: [DONE]\n\n");
      }
    }
    Arrays.sort(times);
    return times;
  }

  @Test
  void halvesTheTailForATenthMoreRequestsAtMost() {
    long[] tails = new long[2];
    for (int hedged = 0; hedged <= 1; hedged++) {
      Hedging hedging = hedged == 1 ? new Hedging(0.1, 1) : Hedging.OFF;
      try (ScriptedProvider first = new ScriptedProvider(heavyTail());
          ScriptedProvider second = new ScriptedProvider(serves());
          RunningGateway gateway = RunningGateway.with(on(hedging).late(150), first, second)) {
        tails[hedged] = firstTokens(gateway)[98];

        assertThat(first.attempts()).isEqualTo(100);
        assertThat(second.attempts()).isBetween(3 * hedged, 10 * hedged);
        assertThat(gateway.meter("sluice_hedges_won_total")).isGreaterThanOrEqualTo(3 * hedged);
      }
    }
    assertThat(tails[1]).isLessThan(tails[0] / 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, WHOLE})
  void theLoserIsCancelledAtOnceAndSaysNothingAgainstItsTarget(String request) {
    try (ScriptedProvider first = new ScriptedProvider(silent());
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(on(ALWAYS), first, second)) {
      Answer answer = gateway.chat(request);

      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofMillis(100))
          .until(() -> first.open().isEmpty());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).contains("Grüße");
      assertThat(answer.header("x-sluice-target")).isEqualTo("second/chat");
      assertThat(answer.header("x-sluice-attempts")).isEqualTo("2");
      assertThat(gateway.meters("sluice_attempts_total{outcome=\"outrun\""))
          .containsEntry(
              "sluice_attempts_total{outcome=\"outrun\",provider=\"first\",target=\"first/chat\"}",
              1.0);
      assertThat(gateway.meter("sluice_target_healthy{target=\"first/chat\"")).isEqualTo(1);
    }
  }

  @Test
  void theFirstMayStillWin() {
    try (ScriptedProvider first = new ScriptedProvider(after(250, serves()));
        ScriptedProvider second = new ScriptedProvider(silent());
        RunningGateway gateway = RunningGateway.with(on(ALWAYS), first, second)) {
      Answer answer = gateway.chat(STREAM);

      assertThat(answer.header("x-sluice-target")).isEqualTo("first/chat");
      assertThat(answer.data()).hasSize(5);
      assertThat(second.attempts()).isEqualTo(1);
      assertThat(gateway.meter("sluice_hedges_total")).isEqualTo(1);
      assertThat(gateway.meter("sluice_hedges_won_total")).isZero();
    }
  }

  @Test
  void whenTheSecondFailsTheFirstGoesOn() {
    try (ScriptedProvider first = new ScriptedProvider(after(250, serves()));
        ScriptedProvider second = new ScriptedProvider(refuses(400, "invalid_request_error", "x"));
        RunningGateway gateway = RunningGateway.with(on(ALWAYS), first, second)) {
      assertThat(gateway.chat(WHOLE).header("x-sluice-target")).isEqualTo("first/chat");
    }
  }

  @Test
  void whenTheFirstFailsTheSecondGoesOn() {
    Script fails = after(150, refuses(500, "server_error", "oops"));
    try (ScriptedProvider first = new ScriptedProvider(fails);
        ScriptedProvider second = new ScriptedProvider(after(250, serves()));
        RunningGateway gateway = RunningGateway.with(on(ALWAYS), first, second)) {
      assertThat(gateway.chat(STREAM).header("x-sluice-target")).isEqualTo("second/chat");
      assertThat(first.attempts()).isEqualTo(1);
      assertThat(second.attempts()).isEqualTo(1);
    }
  }

  @Test
  void whenBothFailTheNextIsAsked() {
    Script fails = after(150, refuses(401, "invalid_api_key", "invalid_api_key"));
    try (ScriptedProvider first = new ScriptedProvider(fails);
        ScriptedProvider second = new ScriptedProvider(fails);
        ScriptedProvider third = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(on(ALWAYS), first, second, third)) {
      assertThat(gateway.chat(STREAM).header("x-sluice-target")).isEqualTo("third/chat");
    }
  }

  @Test
  void aRefusedSecondAttemptTakesNoTargetAway() {
    Script fails = after(200, refuses(401, "invalid_api_key", "invalid_api_key"));
    try (ScriptedProvider first = new ScriptedProvider(fails);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(on(new Hedging(0.5, 1)), first, second)) {
      assertThat(gateway.chat(STREAM).header("x-sluice-target")).isEqualTo("second/chat");
      assertThat(gateway.meter("sluice_hedges_refused_total")).isEqualTo(1);
      assertThat(gateway.meter("sluice_hedges_total")).isZero();
    }
  }

  @Test
  void aSecondAttemptThatWouldCostTooMuchIsRefused() {
    try (ScriptedProvider first = new ScriptedProvider(serves());
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway =
            new RunningGateway(
                on(new Hedging(1, 0.5))
                    .target("first", first, "price", new Price(1_000, 0, 1_000))
                    .target("second", second, "price", new Price(9_000_000, 0, 9_000_000)))) {
      assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
      first.script(after(200, serves()));
      assertThat(gateway.chat(WHOLE).header("x-sluice-target")).isEqualTo("first/chat");
      assertThat(gateway.meter("sluice_hedges_refused_total")).isEqualTo(1);
      assertThat(second.attempts()).isZero();
    }
  }

  @Test
  void aClientThatLeavesFreesBoth() {
    try (ScriptedProvider first = new ScriptedProvider(silent());
        ScriptedProvider second = new ScriptedProvider(silent());
        RunningGateway gateway = RunningGateway.with(on(ALWAYS), first, second)) {
      RawClient client = gateway.client().chat(STREAM);
      await().until(() -> second.attempts() == 1);
      client.leave();

      gateway.awaitRest();
      await()
          .atMost(Duration.ofSeconds(2))
          .until(() -> first.open().isEmpty() && second.open().isEmpty());
    }
  }

  @Test
  void aStreamThatWonAndBreaksIsRescuedByTheLoser() {
    Script cut = Scripts.streams(NetSocket::close, Scripts.ROLE, Scripts.content("Grü"));
    try (ScriptedProvider first = new ScriptedProvider(Script.inTurn(silent(), serves()));
        ScriptedProvider second = new ScriptedProvider(cut);
        RunningGateway gateway =
            RunningGateway.with(on(ALWAYS).policy("rescue", true), first, second)) {
      Answer answer = gateway.chat(STREAM);

      assertThat(answer.body())
          .contains(": sluice rescued by first/chat\n\n")
          .endsWith("[DONE]\n\n");
    }
  }
}
