package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import dev.sluice.e2e.ScriptedProvider.Seen;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Official clients that try again by themselves. */
final class ClientRetriesTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String EXCHANGES = "sluice_exchanges_total{endpoint=\"chat\"";

  /** Clients that ask once more when they are refused. */
  enum Client {
    OPENAI {
      @Override
      void ask(RunningGateway gateway, int retries) {
        OpenAIClient client =
            OpenAIOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + gateway.port() + "/v1")
                .apiKey("any")
                .maxRetries(retries)
                .timeout(TIMEOUT)
                .build();
        try {
          var _ =
              client
                  .chat()
                  .completions()
                  .create(
                      ChatCompletionCreateParams.builder()
                          .model("chat")
                          .addUserMessage("Grüße")
                          .build());
        } finally {
          client.close();
        }
      }
    },
    ANTHROPIC {
      @Override
      void ask(RunningGateway gateway, int retries) {
        AnthropicClient client =
            AnthropicOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + gateway.port())
                .apiKey("any")
                .maxRetries(retries)
                .timeout(TIMEOUT)
                .build();
        try {
          var _ =
              client
                  .messages()
                  .create(
                      MessageCreateParams.builder()
                          .model("chat")
                          .maxTokens(64)
                          .addUserMessage("Grüße")
                          .build());
        } finally {
          client.close();
        }
      }
    };

    abstract void ask(RunningGateway gateway, int retries);
  }

  private static RunningGateway before(ScriptedProvider provider) {
    return RunningGateway.with(
        new Settings().failover("retries", 0).breaker("enabled", false), provider);
  }

  @Test
  @Keeps("RT-1")
  void everyRetryIsAnExchangeOfItsOwnAndIsCountedOnce() {
    Script script =
        Script.inTurn(
            Scripts.refuses(500, "server_error", "oops"),
            Scripts.refuses(500, "server_error", "oops"),
            Scripts.answers());
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway = before(provider)) {
      Client.OPENAI.ask(gateway, 2);

      assertThat(provider.requests()).hasSize(3);
      assertThat(provider.requests().stream().map(Seen::body).distinct()).hasSize(1);
      assertThat(provider.requests().stream().map(seen -> "" + seen.header("x-request-id")))
          .doesNotHaveDuplicates()
          .allMatch(id -> id.startsWith("req_"));
      assertThat(gateway.meter(EXCHANGES)).isEqualTo(3);
      assertThat(gateway.meter(EXCHANGES + ",result=\"completed\"")).isEqualTo(1);
      assertThat(gateway.meter("sluice_attempts_total{")).isEqualTo(3);
      assertThat(gateway.meter("sluice_tokens_total{direction=\"in\"")).isEqualTo(5);
      assertThat(gateway.meter("sluice_tokens_total{direction=\"out\"")).isEqualTo(2);
    }
  }

  static Stream<Arguments> refusals() {
    Object[][] all = {
      {408, "oops", 2},
      {409, "oops", 2},
      {429, "slow_down", 2},
      {500, "oops", 2},
      {503, "oops", 2},
      {529, "oops", 2},
      {400, "oops", 1},
      {404, "model_not_found", 1},
      {413, "oops", 1},
      {422, "oops", 1},
      {401, "invalid_api_key", 1},
      {429, "insufficient_quota", 1},
    };
    return Stream.of(Client.values())
        .flatMap(client -> Stream.of(all).map(row -> Arguments.of(client, row[0], row[1], row[2])));
  }

  /** What a provider's refusal becomes, is tried again by clients where that may help. */
  @ParameterizedTest
  @MethodSource("refusals")
  @Keeps("RT-2")
  void clientsComeAgainWhereItMayHelp(Client client, int status, String code, int exchanges) {
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.refuses(status, code, code));
        RunningGateway gateway = before(provider)) {
      assertThat(catchThrowable(() -> client.ask(gateway, 1))).isNotNull();

      assertThat(gateway.meter(EXCHANGES)).isEqualTo(exchanges);
    }
  }
}
