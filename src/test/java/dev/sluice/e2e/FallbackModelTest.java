package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.ScriptedProvider.Script.inTurn;
import static dev.sluice.e2e.Scripts.refuses;
import static dev.sluice.e2e.Scripts.serves;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.ScriptedProvider.Script;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What serves when no target of the model that was asked for can. */
final class FallbackModelTest {
  private static final Script FAILS = refuses(500, "server_error", "oops");
  private static final Script BAD = refuses(400, "invalid_request_error", "invalid_value");

  private static Settings withFallback(ScriptedProvider spare, Object... changes) {
    return new Settings().model("spare", spare, changes).policy("fallbacks", List.of("spare"));
  }

  @ParameterizedTest
  @ValueSource(strings = {WHOLE, STREAM})
  void theAnswerNamesTheModelThatServed(String request) {
    try (ScriptedProvider first = new ScriptedProvider(FAILS);
        ScriptedProvider spare = new ScriptedProvider(serves());
        RunningGateway gateway =
            RunningGateway.with(withFallback(spare, "upstream", "big-1"), first)) {
      Answer answer = gateway.chat(request);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body())
          .contains("\"model\":\"spare\"")
          .doesNotContain("\"model\":\"chat\"");
      assertThat(answer.header("x-sluice-model")).isEqualTo("spare");
      assertThat(answer.header("x-sluice-target")).isEqualTo("spare/chat");
      assertThat(answer.header("x-sluice-attempts")).isEqualTo("3");
      assertThat(spare.requests().getFirst().body()).contains("\"model\":\"big-1\"");
    }
  }

  @Test
  void aProviderThatKnowsTheFallbackByItsNameGetsThatName() {
    try (ScriptedProvider first = new ScriptedProvider(FAILS);
        ScriptedProvider spare = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(withFallback(spare), first)) {
      assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
      assertThat(spare.requests().getFirst().body()).contains("\"model\":\"spare\"");
    }
  }

  @Test
  void theModelThatWasAskedForIsNotNamedInAHeader() {
    try (ScriptedProvider first = new ScriptedProvider(serves());
        ScriptedProvider spare = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(withFallback(spare), first)) {
      assertThat(gateway.chat(WHOLE).headers()).doesNotContainKey("x-sluice-model");
      assertThat(spare.attempts()).isZero();
    }
  }

  @Test
  void whenAllFailTheFirstModelsFailureIsTold() {
    try (ScriptedProvider first =
            new ScriptedProvider(refuses(503, "server_error", "busy", "retry-after: 7"));
        ScriptedProvider spare = new ScriptedProvider(BAD);
        RunningGateway gateway = RunningGateway.with(withFallback(spare), first)) {
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.error("code")).isEqualTo("upstream_error");
      assertThat(answer.header("retry-after")).isEqualTo("7");
      assertThat(answer.header("x-sluice-attempts")).isEqualTo("2");

      Answer later = gateway.chat(WHOLE);
      assertThat(later.error("code")).isEqualTo("no_target_available");
      assertThat(later.error("message")).contains("'chat'", "first/chat (cooling)");
      assertThat(later.header("x-sluice-attempts")).isEqualTo("1");
    }
  }

  @Test
  void aBadRequestIsNotTakenToAnotherModel() {
    try (ScriptedProvider first = new ScriptedProvider(BAD);
        ScriptedProvider spare = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(withFallback(spare), first)) {
      assertThat(gateway.chat(WHOLE).status()).isEqualTo(400);
      assertThat(spare.attempts()).isZero();
    }
  }

  @Test
  void aModelWithoutAnyFitTargetIsServedByItsFallbackAtOnce() {
    Script throttles = refuses(429, "requests", "slow_down", "retry-after: 30");
    try (ScriptedProvider first = new ScriptedProvider(inTurn(throttles, serves()));
        ScriptedProvider spare = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(withFallback(spare), first)) {
      assertThat(gateway.chat(WHOLE).header("x-sluice-attempts")).isEqualTo("2");
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.header("x-sluice-model")).isEqualTo("spare");
      assertThat(answer.header("x-sluice-attempts")).isEqualTo("1");
      assertThat(first.attempts()).isEqualTo(1);
    }
  }
}
