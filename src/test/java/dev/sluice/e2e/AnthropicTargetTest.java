package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of OpenAI's dialect before a target of Anthropic's. */
final class AnthropicTargetTest {
  private static final String ANSWER =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5",\
      "content":[{"type":"text","text":"Grüße, 世界"},\
      {"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Köln"}}],\
      "stop_reason":"tool_use","stop_sequence":null,\
      "usage":{"input_tokens":5,"cache_read_input_tokens":3,"output_tokens":2}}\
      """;

  private static final String START =
      """
      {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
      "model":"claude-sonnet-4-5","content":[],"usage":{"input_tokens":5,"output_tokens":1}}}\
      """;

  private static final String BLOCK =
      "{\"type\":\"content_block_start\",\"index\":0,"
          + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}";

  private static final String HELLO =
      "{\"type\":\"content_block_delta\",\"index\":0,"
          + "\"delta\":{\"type\":\"text_delta\",\"text\":\"Grüße, 世界\"}}";

  private static final String[] STREAMED = {
    START,
    "{\"type\":\"ping\"}",
    BLOCK,
    HELLO,
    "{\"type\":\"content_block_stop\",\"index\":0}",
    "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
        + "\"usage\":{\"output_tokens\":2}}",
    "{\"type\":\"message_stop\"}"
  };

  private static String error(String type) {
    return "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"provider says no\"}}"
        .formatted(type);
  }

  private interface Asked {
    void of(RunningGateway gateway, ScriptedProvider provider);
  }

  private static void with(Script script, Asked asked) {
    Settings settings = new Settings().failover("retries", 0);
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway = new RunningGateway(settings.anthropic("claude", provider))) {
      asked.of(gateway, provider);
      gateway.awaitRest();
    }
  }

  private static OpenAIClient client(RunningGateway gateway) {
    return OpenAIOkHttpClient.builder()
        .baseUrl("http://127.0.0.1:" + gateway.port() + "/v1")
        .apiKey("any")
        .maxRetries(0)
        .timeout(Duration.ofSeconds(10))
        .build();
  }

  private static ChatCompletionCreateParams.Builder ask() {
    return ChatCompletionCreateParams.builder().model("chat").addUserMessage("Grüße");
  }

  @Test
  void aWholeAnswerIsTranslated() {
    with(
        Scripts.answers(200, ANSWER),
        (gateway, provider) -> {
          OpenAIClient client = client(gateway);
          ChatCompletion answer = client.chat().completions().create(ask().build());
          client.close();

          var message = answer.choices().getFirst().message();
          assertThat(message.content()).contains("Grüße, 世界");
          assertThat(message.toolCalls().orElseThrow()).hasSize(1);
          assertThat(answer.model()).isEqualTo("chat");
          assertThat(answer.usage().orElseThrow().promptTokens()).isEqualTo(8);

          var asked = provider.requests().getLast();
          assertThat(asked.head()).startsWith("POST /v1/messages HTTP/1.1");
          assertThat(asked.header("x-api-key")).isEqualTo("sk-secret-of-the-house");
          assertThat(asked.header("authorization")).isNull();
          assertThat(asked.header("anthropic-version")).isEqualTo("2023-06-01");
          assertThat(asked.body()).contains("\"model\":\"claude-sonnet-4-5\"", "\"max_tokens\":");
        });
  }

  @Test
  void aStreamIsTranslated() {
    with(
        Scripts.streams(STREAMED),
        (gateway, _) -> {
          OpenAIClient client = client(gateway);
          var options = ChatCompletionStreamOptions.builder().includeUsage(true).build();
          ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
          try (StreamResponse<ChatCompletionChunk> stream =
              client.chat().completions().createStreaming(ask().streamOptions(options).build())) {
            stream.stream().forEach(whole::accumulate);
          }
          client.close();

          ChatCompletion answer = whole.chatCompletion();
          assertThat(answer.choices().getFirst().message().content()).contains("Grüße, 世界");
          assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(7);
          assertThat(answer.model()).isEqualTo("chat");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error, 400",
    "401, authentication_error, 502",
    "404, not_found_error, 404",
    "413, request_too_large, 413",
    "429, rate_limit_error, 429",
    "500, api_error, 502",
    "529, overloaded_error, 503",
  })
  void anErrorHasItsStatus(int status, String type, int seen) {
    with(
        Scripts.answers(status, error(type)),
        (gateway, _) -> assertThat(gateway.chat(WHOLE).status()).isEqualTo(seen));
  }

  @Test
  void anErrorInTheMiddleOfAStreamIsTold() {
    with(
        Scripts.streams(START, BLOCK, HELLO, error("overloaded_error")),
        (gateway, _) -> {
          Answer answer = gateway.chat(STREAM);
          assertThat(answer.body())
              .contains("Grüße, 世界", "data: {\"error\":")
              .doesNotContain("[DONE]");
        });
  }

  @Test
  void aStreamThatWasCutIsNoWholeAnswer() {
    with(
        Scripts.streams(START, BLOCK, HELLO),
        (gateway, _) -> {
          Answer answer = gateway.chat(STREAM);
          assertThat(answer.body())
              .contains("Grüße, 世界", "data: {\"error\":")
              .doesNotContain("[DONE]");
        });
  }

  @Test
  void aLongRequestIsTranslatedAsAShortOne() {
    with(
        Scripts.answers(200, ANSWER),
        (gateway, provider) -> {
          String words = "word ".repeat(100_000);
          assertThat(gateway.chat(WHOLE.replace("Grüße", words)).status()).isEqualTo(200);
          assertThat(provider.requests().getLast().body()).contains(words, "\"max_tokens\":");
        });
  }

  @Test
  void whatIsNotCarriedIsNamed() {
    with(
        Scripts.answers(200, ANSWER),
        (gateway, _) -> {
          Answer answer = gateway.chat(WHOLE.replace("{\"model\"", "{\"seed\":7,\"model\""));
          assertThat(answer.header("x-sluice-dropped"))
              .isEqualTo("seed; reason=\"no counterpart\"");
        });
  }

  @Test
  void aStrictClientIsToldWhatIsNotCarried() {
    with(
        Scripts.answers(200, ANSWER),
        (gateway, provider) -> {
          String seeded = WHOLE.replace("{\"model\"", "{\"seed\":7,\"model\"");
          Answer answer = gateway.chat(seeded, "x-sluice-strict: true");
          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.error("param")).isEqualTo("seed");
          assertThat(provider.attempts()).isZero();
          assertThat(gateway.chat(WHOLE, "x-sluice-strict: true").status()).isEqualTo(200);
        });
  }

  @Test
  void whatChangesTheAnswersShapeIsRefused() {
    with(
        Scripts.answers(200, ANSWER),
        (gateway, provider) -> {
          Answer answer = gateway.chat(WHOLE.replace("{\"model\"", "{\"logprobs\":true,\"model\""));
          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.body()).contains("unsupported_parameter");
          assertThat(provider.attempts()).isZero();
        });
  }

  @Test
  void severalAnswersAreAskedForOneByOne() {
    with(
        Scripts.answers(200, ANSWER),
        (gateway, provider) -> {
          OpenAIClient client = client(gateway);
          ChatCompletion answer = client.chat().completions().create(ask().n(2).build());
          client.close();

          assertThat(answer.choices()).extracting(choice -> choice.index()).containsExactly(0L, 1L);
          assertThat(answer.usage().orElseThrow().promptTokens()).isEqualTo(16);
          assertThat(provider.attempts()).isEqualTo(2);
        });
  }

  @Test
  void severalStreamsAreOne() {
    with(
        Scripts.streams(STREAMED),
        (gateway, _) -> {
          OpenAIClient client = client(gateway);
          ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
          try (StreamResponse<ChatCompletionChunk> stream =
              client.chat().completions().createStreaming(ask().n(3).build())) {
            stream.stream().forEach(whole::accumulate);
          }
          client.close();

          assertThat(whole.chatCompletion().choices())
              .hasSize(3)
              .allMatch(choice -> choice.message().content().orElseThrow().equals("Grüße, 世界"));
        });
  }

  @Test
  void anotherDialectsTargetTakesOver() {
    Settings settings = new Settings().failover("retries", 0);
    try (ScriptedProvider first = new ScriptedProvider(Scripts.answers(529, error("x")));
        ScriptedProvider second = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway = RunningGateway.with(settings.anthropic("claude", first), second)) {
      Answer answer = gateway.chat(WHOLE);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-sluice-target")).startsWith("first/");
    }
  }
}
