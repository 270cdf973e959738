package dev.sluice.e2e;

import static dev.sluice.e2e.Rescues.ONCE;
import static dev.sluice.e2e.Rescues.PREFILL;
import static dev.sluice.e2e.Rescues.assertBroken;
import static dev.sluice.e2e.Rescues.assertWellFormed;
import static dev.sluice.e2e.Rescues.goesOn;
import static dev.sluice.e2e.Rescues.on;
import static dev.sluice.e2e.Rescues.other;
import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.ScriptedProvider.Script.inTurn;
import static dev.sluice.e2e.Scripts.DONE;
import static dev.sluice.e2e.Scripts.FINISH;
import static dev.sluice.e2e.Scripts.ROLE;
import static dev.sluice.e2e.Scripts.USAGE;
import static dev.sluice.e2e.Scripts.content;
import static dev.sluice.e2e.Scripts.error;
import static dev.sluice.e2e.Scripts.refuses;
import static dev.sluice.e2e.Scripts.streams;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.ScriptedProvider.Script;
import dev.sluice.model.Price;
import io.vertx.core.net.NetSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client gets when a stream breaks off and another target goes on with it. */
final class RescueTest {
  private static final long DOLLAR_A_TOKEN = 1_000_000_000L * 1_000_000;

  /** A provider's misdeed after a role and a first piece of text. */
  record Fault(String name, Script script) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault("cut", streams(NetSocket::close, ROLE, ONCE)),
        new Fault("silent", streams(_ -> {}, ROLE, ONCE)),
        new Fault("garbled", streams(ROLE, ONCE, "{]", FINISH, DONE)),
        new Fault("unavailable", streams(ROLE, ONCE, error("server_error", "oops"))));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void goesOnWithTheTextAtATargetThatTakesIt(Fault fault) {
    try (ScriptedProvider first = new ScriptedProvider(fault.script());
        ScriptedProvider second = new ScriptedProvider(goesOn(" a time", "."));
        RunningGateway gateway =
            new RunningGateway(
                on().target("first", first).target("second", second, "traits", PREFILL))) {
      Answer answer = gateway.chat(STREAM);

      assertWellFormed(answer, "Once upon a time.");
      assertThat(answer.body()).containsOnlyOnce(": sluice rescued by second/chat\n\n");
      JsonNode asked = Answer.json(second.requests().getFirst().body()).path("messages");
      assertThat(asked).hasSize(2);
      assertThat(asked.get(1).path("role").asText()).isEqualTo("assistant");
      assertThat(asked.get(1).path("content").asText()).isEqualTo("Once upon");
      assertThat(gateway.meters("sluice_rescues_total"))
          .containsEntry("sluice_rescues_total{cause=\"" + fault.name() + "\"}", 1.0);
      assertThat(gateway.meter("sluice_rescues_completed_total{cause=\"" + fault.name()))
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void withoutRescueTheClientIsTold(Fault fault) {
    try (ScriptedProvider first = new ScriptedProvider(fault.script());
        ScriptedProvider second = new ScriptedProvider(goesOn(" a time"));
        RunningGateway gateway =
            new RunningGateway(
                on().policy("rescue", false)
                    .target("first", first)
                    .target("second", second, "traits", PREFILL))) {
      Answer answer = gateway.chat(STREAM);

      assertThat(answer.data()).hasSize(3).startsWith(ROLE, ONCE);
      assertThat(answer.data().getLast()).contains("\"error\"");
      assertThat(second.attempts()).isZero();
    }
  }

  @Test
  void usageAndCostCountBothAttempts() {
    Price dear = new Price(DOLLAR_A_TOKEN, 0, DOLLAR_A_TOKEN);
    try (ScriptedProvider first = new ScriptedProvider(streams(NetSocket::close, ROLE, ONCE));
        ScriptedProvider second = new ScriptedProvider(goesOn(" a time"));
        RunningGateway gateway =
            new RunningGateway(
                on().target("first", first, "price", dear)
                    .target("second", second, "traits", PREFILL, "price", dear))) {
      Answer answer = gateway.chat(STREAM);

      JsonNode usage = Answer.json(answer.data().get(answer.data().size() - 2)).path("usage");
      assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(4 + 5);
      assertThat(usage.path("completion_tokens").asInt()).isEqualTo(1 + 2);
      assertThat(usage.path("total_tokens").asInt()).isEqualTo(12);
      assertThat(gateway.meter("sluice_cost_dollars_total{target=\"first/chat\"")).isEqualTo(5);
      assertThat(gateway.meter("sluice_cost_dollars_total{target=\"second/chat\"")).isEqualTo(7);
    }
  }

  @Test
  void aTargetThatTakesNoTextIsHeldToWhatWasSent() {
    try (ScriptedProvider first = new ScriptedProvider(streams(NetSocket::close, ROLE, ONCE));
        ScriptedProvider second = new ScriptedProvider(goesOn("Once", " upo", "n a", " time"));
        RunningGateway gateway = RunningGateway.with(on(), first, second)) {
      Answer answer = gateway.chat(STREAM);

      assertWellFormed(answer, "Once upon a time");
      assertThat(second.requests().getFirst().body()).doesNotContain("Once upon");
    }
  }

  @Test
  void aRefusedPrefillIsHiddenAndTheTargetBeginsAnew() {
    Script refuses = refuses(400, "invalid_request_error", "prefill");
    try (ScriptedProvider first = new ScriptedProvider(streams(NetSocket::close, ROLE, ONCE));
        ScriptedProvider second =
            new ScriptedProvider(inTurn(refuses, goesOn("Once upon a time")));
        RunningGateway gateway =
            new RunningGateway(
                on().target("first", first).target("second", second, "traits", PREFILL))) {
      Answer answer = gateway.chat(STREAM);

      assertWellFormed(answer, "Once upon a time");
      assertThat(second.attempts()).isEqualTo(2);
      assertThat(gateway.meter("sluice_target_healthy{target=\"second/chat\"")).isEqualTo(1);
    }
  }

  @Test
  void aRefusedPrefillLeadsToTheNextTargetThatTakesTheText() {
    Script refuses = refuses(400, "invalid_request_error", "prefill");
    try (ScriptedProvider first = new ScriptedProvider(streams(NetSocket::close, ROLE, ONCE));
        ScriptedProvider second = new ScriptedProvider(refuses);
        ScriptedProvider third = new ScriptedProvider(goesOn(" a time"));
        RunningGateway gateway =
            new RunningGateway(
                on().target("first", first)
                    .target("second", second, "traits", PREFILL)
                    .target("third", third, "traits", PREFILL))) {
      assertWellFormed(gateway.chat(STREAM), "Once upon a time");
      assertThat(second.attempts()).isEqualTo(1);
    }
  }

  @Test
  void aRescuerThatBreaksIsRescuedToo() {
    try (ScriptedProvider first = new ScriptedProvider(streams(NetSocket::close, ROLE, ONCE));
        ScriptedProvider second =
            new ScriptedProvider(streams(_ -> {}, other(ROLE), other(content(" a"))));
        ScriptedProvider third = new ScriptedProvider(goesOn(" time"));
        RunningGateway gateway =
            new RunningGateway(
                on().target("first", first)
                    .target("second", second, "traits", PREFILL)
                    .target("third", third, "traits", PREFILL))) {
      Answer answer = gateway.chat(STREAM);

      assertWellFormed(answer, "Once upon a time");
      assertThat(answer.body()).contains("rescued by second/chat", "rescued by third/chat");
      assertThat(third.requests().getFirst().body()).contains("Once upon a");
    }
  }

  @Test
  void theOnlyTargetIsAskedOnceMoreAfterACut() {
    Script cut = streams(NetSocket::close, ROLE, ONCE);
    try (ScriptedProvider only = new ScriptedProvider(inTurn(cut, goesOn("Once upon a time")));
        RunningGateway gateway = RunningGateway.with(on(), only)) {
      assertWellFormed(gateway.chat(STREAM), "Once upon a time");
      only.script(cut);
      assertBroken(gateway.chat(STREAM), "upstream_cut");
      assertThat(only.attempts()).isEqualTo(4);
    }
  }

  @Test
  void aBoundOfTokensShrinksByWhatWasSent() {
    try (ScriptedProvider first = new ScriptedProvider(streams(NetSocket::close, ROLE, ONCE));
        ScriptedProvider second = new ScriptedProvider(goesOn(" a time"));
        RunningGateway gateway =
            new RunningGateway(
                on().target("first", first).target("second", second, "traits", PREFILL))) {
      String request = STREAM.replace("{\"model\"", "{\"max_tokens\":10,\"model\"");
      assertWellFormed(gateway.chat(request), "Once upon a time");
      assertThat(second.requests().getFirst().body()).contains("\"max_tokens\":9,");
    }
  }

  @Test
  void anAnswerOfAPrescribedFormBeginsAnew() {
    try (ScriptedProvider first = new ScriptedProvider(streams(NetSocket::close, ROLE, ONCE));
        ScriptedProvider second = new ScriptedProvider(goesOn("Once upon a time"));
        RunningGateway gateway =
            new RunningGateway(
                on().target("first", first).target("second", second, "traits", PREFILL))) {
      String form = "{\"response_format\":{\"type\":\"json_object\"},\"model\"";
      assertWellFormed(gateway.chat(STREAM.replace("{\"model\"", form)), "Once upon a time");
      assertThat(second.requests().getFirst().body()).doesNotContain("Once upon");
    }
  }

  @Test
  void reasoningOfTheRescuerIsLeftOut() {
    String thinks = ONCE.replace("\"content\":\"Once upon\"", "\"reasoning_content\":\"Hm\"");
    try (ScriptedProvider first = new ScriptedProvider(streams(NetSocket::close, ROLE, thinks));
        ScriptedProvider second =
            new ScriptedProvider(streams(ROLE, thinks, content("Yes"), FINISH, USAGE, DONE));
        RunningGateway gateway = RunningGateway.with(on(), first, second)) {
      Answer answer = gateway.chat(STREAM);

      assertWellFormed(answer, "Yes");
      assertThat(answer.body()).containsOnlyOnce("\"Hm\"");
    }
  }

  @Test
  void anAnswerThatOnlyLacksItsEndIsEnded() {
    try (ScriptedProvider only = new ScriptedProvider(streams(_ -> {}, ROLE, ONCE, FINISH));
        RunningGateway gateway = RunningGateway.with(on(), only)) {
      assertThat(gateway.chat(STREAM).data()).containsExactly(ROLE, ONCE, FINISH, DONE);
      assertThat(only.attempts()).isEqualTo(1);
    }
  }
}
