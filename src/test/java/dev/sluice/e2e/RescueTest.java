package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.ScriptedProvider.Script.inTurn;
import static dev.sluice.e2e.Scripts.DONE;
import static dev.sluice.e2e.Scripts.FINISH;
import static dev.sluice.e2e.Scripts.ROLE;
import static dev.sluice.e2e.Scripts.USAGE;
import static dev.sluice.e2e.Scripts.content;
import static dev.sluice.e2e.Scripts.error;
import static dev.sluice.e2e.Scripts.refuses;
import static dev.sluice.e2e.Scripts.silent;
import static dev.sluice.e2e.Scripts.streams;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.ScriptedProvider.Script;
import dev.sluice.model.Capabilities;
import dev.sluice.model.Feature;
import dev.sluice.model.Price;
import dev.sluice.model.Traits;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets when a stream breaks off and another target goes on with it. */
final class RescueTest {
  private static final String ONCE = content("Once upon");
  private static final long DOLLAR_A_TOKEN = 1_000_000_000L * 1_000_000;
  private static final Traits PREFILL =
      new Traits(null, 0.5, 0, new Capabilities(0, 0, Set.of(Feature.PREFILL, Feature.TOOLS)));

  /** A provider's misdeed after {@link #ROLE} and {@link #ONCE}. */
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

  private static Settings on() {
    return new Settings()
        .policy("rescue", true)
        .timeouts("betweenBytes", Duration.ofMillis(300), "firstByte", Duration.ofSeconds(3));
  }

  private static String other(String frame) {
    return frame.replace("chatcmpl-1", "chatcmpl-2").replace("1700000000", "1800000000");
  }

  /** A good stream of another id. */
  private static Script goesOn(String... texts) {
    Stream<String> said = Stream.of(texts).map(Scripts::content);
    return streams(
        Stream.of(Stream.of(ROLE), said, Stream.of(FINISH, USAGE))
            .flatMap(frames -> frames)
            .map(RescueTest::other)
            .collect(Collectors.collectingAndThen(Collectors.toList(), RescueTest::ended)));
  }

  private static String[] ended(List<String> frames) {
    return Stream.concat(frames.stream(), Stream.of(DONE)).toArray(String[]::new);
  }

  private static String text(Answer answer) {
    return answer.data().stream()
        .filter(data -> !data.equals(DONE))
        .map(data -> Answer.json(data).at("/choices/0/delta/content").asText(""))
        .collect(Collectors.joining());
  }

  /** All that a client may take for granted of a stream that ended well. */
  private static void assertWellFormed(Answer answer, String text) {
    List<String> data = answer.data();
    List<JsonNode> frames =
        data.subList(0, data.size() - 1).stream().map(Answer::json).toList();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(data.getLast()).isEqualTo(DONE);
    assertThat(text(answer)).isEqualTo(text);
    assertThat(frames)
        .allSatisfy(frame -> {
          assertThat(frame.path("id").asText()).isEqualTo("chatcmpl-1");
          assertThat(frame.path("created").asLong()).isEqualTo(1_700_000_000);
          assertThat(frame.path("model").asText()).isEqualTo("chat");
          assertThat(frame.has("error")).isFalse();
        });
    assertThat(frames.stream().filter(frame -> frame.at("/choices/0/delta").has("role")))
        .hasSize(1);
    assertThat(frames.stream().filter(frame -> frame.at("/choices/0/finish_reason").isTextual()))
        .hasSize(1);
    assertThat(frames.stream().filter(frame -> frame.path("usage").isObject())).hasSize(1);
  }

  private static void assertBroken(Answer answer, String code) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.data()).doesNotContain(DONE);
    assertThat(new Answer(0, answer.headers(), answer.data().getLast()).error("code"))
        .isEqualTo(code);
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
                on()
                    .policy("rescue", false)
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
                on()
                    .target("first", first, "price", dear)
                    .target("second", second, "traits", PREFILL, "price", dear))) {
      Answer answer = gateway.chat(STREAM);

      JsonNode usage = Answer.json(answer.data().get(answer.data().size() - 2)).path("usage");
      assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(4 + 5);
      assertThat(usage.path("completion_tokens").asInt()).isEqualTo(1 + 2);
      assertThat(usage.path("total_tokens").asInt()).isEqualTo(12);
      assertThat(gateway.meter("sluice_cost_dollars_total{target=\"first/chat\""))
          .isEqualTo(5);
      assertThat(gateway.meter("sluice_cost_dollars_total{target=\"second/chat\""))
          .isEqualTo(7);
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
                on()
                    .target("first", first)
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
                on()
                    .target("first", first)
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
      assertBroken(gateway.chat(STREAM.replace("{\"model\"", "{\"n\":2,\"model\"")), "upstream_cut");
      assertThat(only.attempts()).isEqualTo(1);
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
