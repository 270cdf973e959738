package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.answers;
import static dev.sluice.e2e.Scripts.refuses;
import static dev.sluice.e2e.Scripts.serves;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.ScriptedProvider.Script;
import dev.sluice.model.Capabilities;
import dev.sluice.model.Reaction;
import dev.sluice.model.Traits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model's own rules change about failed attempts, and where refused requests go. */
final class FailoverRulesTest {
  private static final Script FAILS = refuses(500, "server_error", "oops");
  private static final Script FILTERS = refuses(400, "invalid_request_error", "content_filter");
  private static final Script OUTGROWN =
      refuses(400, "invalid_request_error", "context_length_exceeded");

  private static Traits window(int tokens) {
    return new Traits(null, 0.5, 0, new Capabilities(tokens, 0, null));
  }

  @ParameterizedTest
  @CsvSource({"RETRY,200,2,1,3", "NEXT,200,1,1,2", "STOP,502,1,0,1"})
  void aModelSaysWhatFollowsAFailure(
      Reaction reaction, int status, int atFirst, int atSecond, String attempts) {
    Settings settings = new Settings().rules("reactions", Map.of("unavailable", reaction));
    try (ScriptedProvider first = new ScriptedProvider(FAILS);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      Answer answer = gateway.chat(STREAM);

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("x-sluice-attempts")).isEqualTo(attempts);
      assertThat(first.attempts()).isEqualTo(atFirst);
      assertThat(second.attempts()).isEqualTo(atSecond);
    }
  }

  @Test
  void aModelSaysHowManyAttemptsThereAre() {
    Settings settings = new Settings().failover("attempts", 4).rules("attempts", 1);
    try (ScriptedProvider first = new ScriptedProvider(FAILS);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      assertThat(gateway.chat(WHOLE).header("x-sluice-attempts")).isEqualTo("1");
      assertThat(second.attempts()).isZero();
    }
  }

  @Test
  void aFilteredRequestIsNotShoppedAround() {
    try (ScriptedProvider first = new ScriptedProvider(FILTERS);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.before(first, second)) {
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error("code")).isEqualTo("content_filter");
      assertThat(second.attempts()).isZero();
    }
  }

  @Test
  void aFilteredRequestGoesElsewhereWhenTheModelSaysSo() {
    Settings settings = new Settings().rules("reactions", Map.of("content_filter", Reaction.NEXT));
    try (ScriptedProvider first = new ScriptedProvider(FILTERS);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      assertThat(gateway.chat(WHOLE).header("x-sluice-target")).isEqualTo("second/chat");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"message\":\"m\",\"code\":\"context_length_exceeded\"}}",
        "{\"object\":\"error\",\"message\":\"This model's maximum context length is 8000 tokens.\","
            + "\"type\":\"BadRequestError\",\"code\":400}",
      })
  void aRequestThatOutgrewAWindowGoesToALargerOne(String error) {
    try (ScriptedProvider first = new ScriptedProvider(answers(400, error));
        ScriptedProvider second = new ScriptedProvider(serves());
        ScriptedProvider third = new ScriptedProvider(serves());
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .target("first", first, "traits", window(8_000))
                    .target("second", second, "traits", window(8_000))
                    .target("third", third, "traits", window(128_000)))) {
      Answer answer = gateway.chat(STREAM);

      assertThat(answer.header("x-sluice-target")).isEqualTo("third/chat");
      assertThat(answer.header("x-sluice-attempts")).isEqualTo("2");
      assertThat(second.attempts()).isZero();
    }
  }

  @Test
  void aRequestThatOutgrewTheLargestWindowIsTheClientsToMend() {
    try (ScriptedProvider first = new ScriptedProvider(OUTGROWN);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .target("first", first, "traits", window(128_000))
                    .target("second", second, "traits", window(8_000)))) {
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error("code")).isEqualTo("context_length_exceeded");
      assertThat(second.attempts()).isZero();
    }
  }

  @Test
  void aRequestThatOutgrewItsModelGoesToAFallbackWithALargerWindow() {
    try (ScriptedProvider first = new ScriptedProvider(OUTGROWN);
        ScriptedProvider vast = new ScriptedProvider(serves());
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .target("first", first, "traits", window(8_000))
                    .model("vast", vast, "traits", window(1_000_000))
                    .policy("fallbacks", List.of("vast")))) {
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-sluice-model")).isEqualTo("vast");
    }
  }
}
