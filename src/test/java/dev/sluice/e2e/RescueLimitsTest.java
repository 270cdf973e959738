package dev.sluice.e2e;

import static dev.sluice.e2e.Rescues.ONCE;
import static dev.sluice.e2e.Rescues.PREFILL;
import static dev.sluice.e2e.Rescues.assertBroken;
import static dev.sluice.e2e.Rescues.goesOn;
import static dev.sluice.e2e.Rescues.on;
import static dev.sluice.e2e.Rescues.text;
import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.ScriptedProvider.Script.inTurn;
import static dev.sluice.e2e.Scripts.ROLE;
import static dev.sluice.e2e.Scripts.silent;
import static dev.sluice.e2e.Scripts.streams;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.net.NetSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where no other target may go on with a stream that breaks off, and what that frees. */
final class RescueLimitsTest {
  @Test
  void anAnswerThatDivergesIsNeverJoined() {
    try (ScriptedProvider first = new ScriptedProvider(streams(NetSocket::close, ROLE, ONCE));
        ScriptedProvider second = new ScriptedProvider(goesOn("Once", " there was"));
        RunningGateway gateway = RunningGateway.with(on(), first, second)) {
      first.script(inTurn(streams(NetSocket::close, ROLE, ONCE), goesOn("Twice")));
      Answer answer = gateway.chat(STREAM);

      assertBroken(answer, "upstream_cut");
      assertThat(text(answer)).isEqualTo("Once upon");
      assertThat(answer.body()).doesNotContain("rescued");
      assertThat(gateway.meter("sluice_attempts_total{outcome=\"diverged\"")).isEqualTo(2);
      assertThat(gateway.meter("sluice_rescues_total{cause=\"cut\"")).isEqualTo(2);
      assertThat(gateway.meter("sluice_rescues_completed_total")).isZero();
    }
  }

  @Test
  void anAnswerThatEndsTooEarlyHasDiverged() {
    try (ScriptedProvider first = new ScriptedProvider(streams(_ -> {}, ROLE, ONCE));
        ScriptedProvider second = new ScriptedProvider(goesOn("Once"));
        RunningGateway gateway = RunningGateway.with(on(), first, second)) {
      assertBroken(gateway.chat(STREAM), "upstream_timeout");
    }
  }

  @Test
  void theOnlyTargetIsNotAskedAgainAfterSilence() {
    try (ScriptedProvider only = new ScriptedProvider(streams(_ -> {}, ROLE, ONCE));
        RunningGateway gateway = RunningGateway.with(on(), only)) {
      assertBroken(gateway.chat(STREAM), "upstream_timeout");
      assertThat(only.attempts()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"function\","
            + "\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]",
        "\"refusal\":\"No\"",
        "\"audio\":{\"id\":\"a\",\"data\":\"AA==\"}",
        "\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"data\":\"x\"}]"
      })
  void whatBelongsToOneAttemptIsNeverGoneOnWith(String delta) {
    String frame = ONCE.replace("\"content\":\"Once upon\"", delta);
    try (ScriptedProvider first = new ScriptedProvider(streams(NetSocket::close, ROLE, frame));
        ScriptedProvider second = new ScriptedProvider(goesOn(" a time"));
        RunningGateway gateway =
            new RunningGateway(
                on().target("first", first).target("second", second, "traits", PREFILL))) {
      assertBroken(gateway.chat(STREAM), "upstream_cut");
      assertThat(first.attempts() + second.attempts()).isEqualTo(1);
    }
  }

  @Test
  void logProbabilitiesAreNeverGoneOnWith() {
    String frame = ONCE.replace("\"logprobs\":null", "\"logprobs\":{\"content\":[]}");
    try (ScriptedProvider only = new ScriptedProvider(streams(NetSocket::close, ROLE, frame));
        RunningGateway gateway = RunningGateway.with(on(), only)) {
      assertBroken(gateway.chat(STREAM), "upstream_cut");
      assertThat(only.attempts()).isEqualTo(1);
    }
  }

  @Test
  void moreThanOneChoiceIsNeverGoneOnWith() {
    try (ScriptedProvider only = new ScriptedProvider(streams(NetSocket::close, ROLE, ONCE));
        RunningGateway gateway = RunningGateway.with(on(), only)) {
      assertBroken(
          gateway.chat(STREAM.replace("{\"model\"", "{\"n\":2,\"model\"")), "upstream_cut");
      assertThat(only.attempts()).isEqualTo(1);
    }
  }

  @Test
  void aClientThatLeavesDuringTheRescueFreesEverything() {
    try (ScriptedProvider first = new ScriptedProvider(streams(NetSocket::close, ROLE, ONCE));
        ScriptedProvider second = new ScriptedProvider(silent());
        RunningGateway gateway = RunningGateway.with(on(), first, second)) {
      RawClient client = gateway.client().chat(STREAM);
      await().until(() -> second.attempts() == 1);
      client.leave();

      gateway.awaitRest();
      await().atMost(Duration.ofSeconds(2)).until(() -> second.open().isEmpty());
      assertThat(gateway.meter("sluice_attempts_total{outcome=\"client_gone\"")).isEqualTo(1);
    }
  }

  @Test
  void rescuesComeOutOfTheRetryBudget() {
    Settings tight = on().failover("retryShare", 0.0, "retryFloor", 0);
    try (ScriptedProvider first = new ScriptedProvider(streams(NetSocket::close, ROLE, ONCE));
        ScriptedProvider second = new ScriptedProvider(goesOn("Once upon a time"));
        RunningGateway gateway = RunningGateway.with(tight, first, second)) {
      assertBroken(gateway.chat(STREAM), "upstream_cut");
      assertThat(second.attempts()).isZero();
      assertThat(gateway.meter("sluice_retries_refused_total")).isEqualTo(1);
    }
  }
}
