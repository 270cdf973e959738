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
import dev.sluice.config.AwsCredentials;
import dev.sluice.config.BedrockConfig;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.Secret;
import dev.sluice.e2e.ScriptedProvider.Script;
import dev.sluice.wire.golden.Frames;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of OpenAI's dialect before a target at AWS Bedrock. */
final class BedrockTargetTest {
  private static final String UPSTREAM = "eu.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String PATH =
      "/model/eu.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse";

  private static final String ANSWER =
      """
      {"output":{"message":{"role":"assistant","content":[{"text":"Grüße, 世界"},\
      {"toolUse":{"toolUseId":"tooluse_1","name":"weather","input":{"city":"Köln"}}}]}},\
      "stopReason":"tool_use",\
      "usage":{"inputTokens":5,"outputTokens":2,"totalTokens":10,"cacheReadInputTokens":3}}\
      """;

  private static final String BEGUN =
      """
      {"messageStart":{"role":"assistant","p":"abc"}}
      {"contentBlockDelta":{"contentBlockIndex":0,"delta":{"text":"Grüße, 世界"},"p":"a"}}
      """;

  private static final String STOPPED =
      BEGUN
          + """
          {"contentBlockStop":{"contentBlockIndex":0}}
          {"messageStop":{"stopReason":"end_turn"}}
          """;

  private static final String STREAMED =
      STOPPED
          + """
          {"metadata":{"usage":{"inputTokens":5,"outputTokens":2,"totalTokens":7}}}
          """;

  /** Frames over chunks that cut them anywhere. */
  private static Script streams(Buffer frames, boolean ends) {
    Buffer all =
        Buffer.buffer(
            String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "content-type: application/vnd.amazon.eventstream",
                "transfer-encoding: chunked",
                "",
                ""));
    for (int from = 0; from < frames.length(); from += 37) {
      int to = Math.min(frames.length(), from + 37);
      all.appendBuffer(Scripts.chunk(frames.getBytes(from, to)));
    }
    return ends ? Scripts.says(all.appendString("0\r\n\r\n")) : Scripts.saysAndCloses(all);
  }

  private static Script serves() {
    Script stream = streams(Frames.ofLines(STREAMED), true);
    Script whole = Scripts.answers(200, ANSWER);
    return (request, socket) ->
        (request.head().contains("-stream ") ? stream : whole).play(request, socket);
  }

  private interface Asked {
    void of(RunningGateway gateway, ScriptedProvider provider);
  }

  private static void with(Script script, Asked asked) {
    with(script, new Settings(), BedrockTargetTest::keyed, asked);
  }

  private static void with(
      Script script, Settings settings, Function<ConnectionConfig, BedrockConfig> as, Asked asked) {
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway =
            new RunningGateway(
                settings.failover("retries", 0).speaking("aws", provider, as::apply, UPSTREAM))) {
      asked.of(gateway, provider);
      gateway.awaitRest();
    }
  }

  private static BedrockConfig keyed(ConnectionConfig connection) {
    return new BedrockConfig(connection, "eu-central-1", null);
  }

  private static BedrockConfig signed(ConnectionConfig one) {
    return new BedrockConfig(
        new ConnectionConfig(
            one.name(),
            one.enabled(),
            one.baseUrl(),
            List.of(),
            false,
            null,
            null,
            one.headers(),
            one.timeouts(),
            one.pool(),
            null,
            one.tls(),
            false,
            one.probe(),
            one.caps()),
        "eu-central-1",
        new AwsCredentials(new Secret("AKIDEXAMPLE"), new Secret("secret"), new Secret("token")));
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

  private static ChatCompletion streamed(
      RunningGateway gateway, ChatCompletionCreateParams.Builder asked) {
    OpenAIClient client = client(gateway);
    var options = ChatCompletionStreamOptions.builder().includeUsage(true).build();
    ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(asked.streamOptions(options).build())) {
      stream.stream().forEach(whole::accumulate);
    }
    client.close();
    return whole.chatCompletion();
  }

  @Test
  void aWholeAnswerIsTranslated() {
    with(
        serves(),
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
          assertThat(asked.head()).startsWith("POST " + PATH + " HTTP/1.1");
          assertThat(asked.header("authorization")).isEqualTo("Bearer sk-secret-of-the-house");
          assertThat(asked.body())
              .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Grüße\"}]}]}");
        });
  }

  @Test
  void aRequestIsSigned() {
    with(
        serves(),
        new Settings(),
        BedrockTargetTest::signed,
        (gateway, provider) -> {
          assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
          var asked = provider.requests().getLast();
          assertThat(asked.header("authorization"))
              .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
              .contains("/eu-central-1/bedrock/aws4_request, SignedHeaders=content-type;host;");
          assertThat(asked.header("x-amz-date")).matches("[0-9]{8}T[0-9]{6}Z");
          assertThat(asked.header("x-amz-security-token")).isEqualTo("token");
          assertThat(asked.header("host")).isEqualTo("127.0.0.1:" + provider.port());
        });
  }

  @Test
  void aStreamIsTranslated() {
    with(
        serves(),
        (gateway, provider) -> {
          ChatCompletion answer = streamed(gateway, ask());
          assertThat(answer.choices().getFirst().message().content()).contains("Grüße, 世界");
          assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(7);
          assertThat(provider.requests().getLast().head())
              .startsWith("POST " + PATH + "-stream HTTP/1.1");
        });
  }

  @Test
  void severalAnswersAreAskedForOneByOne() {
    with(
        serves(),
        (gateway, provider) -> {
          ChatCompletion answer = streamed(gateway, ask().n(2));
          assertThat(answer.choices()).hasSize(2);
          assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(14);
          assertThat(provider.attempts()).isEqualTo(2);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, 400",
    "403, AccessDeniedException, 502",
    "404, ResourceNotFoundException, 404",
    "429, ThrottlingException, 429",
    "500, InternalServerException, 502",
    "503, ServiceUnavailableException, 503",
  })
  void anErrorHasItsStatus(int status, String type, int seen) {
    with(
        Scripts.answers(status, "{\"message\":\"no\"}", "x-amzn-ErrorType: " + type),
        (gateway, _) -> assertThat(gateway.chat(WHOLE).status()).isEqualTo(seen));
  }

  @Test
  void anExceptionInTheMiddleOfAStreamIsTold() {
    Buffer frames = Frames.ofLines(BEGUN + "{\"!throttlingException\":{\"message\":\"slow\"}}");
    with(
        streams(frames, true),
        (gateway, _) ->
            assertThat(gateway.chat(STREAM).body())
                .contains("Grüße, 世界", "data: {\"error\":")
                .doesNotContain("[DONE]"));
  }

  @Test
  void aStreamThatWasCutOrCorruptedIsNoWholeAnswer() {
    Buffer stopped = Frames.ofLines(STOPPED);
    Buffer cut = stopped.getBuffer(0, stopped.length() - 1);
    Buffer corrupt = stopped.copy().setByte(stopped.length() - 6, (byte) 0);
    for (Script script :
        List.of(
            streams(Frames.ofLines(BEGUN), true),
            streams(cut, true),
            streams(cut, false),
            streams(corrupt, true))) {
      with(
          script,
          (gateway, _) ->
              assertThat(gateway.chat(STREAM).body())
                  .contains("data: {\"error\":")
                  .doesNotContain("[DONE]"));
    }
  }

  @Test
  void anImageBehindAnAddressIsFetched() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    try (ScriptedProvider host =
        new ScriptedProvider(Scripts.says(Scripts.whole(200, "image/png", png)))) {
      String image =
          "{\"model\":\"chat\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
              + "\"image_url\":{\"url\":\"http://127.0.0.1:"
              + host.port()
              + "/a.png\"}}]}]}";
      with(
          serves(),
          new Settings().media("privateHosts", List.of("127.0.0.1")),
          BedrockTargetTest::keyed,
          (gateway, provider) -> {
            assertThat(gateway.chat(image).status()).isEqualTo(200);
            assertThat(provider.requests().getLast().body())
                .contains(
                    "{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"iVBORw0KGgo=\"}}}");
            assertThat(gateway.meter("sluice_media_fetches_total{result=\"fetched\"")).isOne();
          });
      with(
          serves(),
          (gateway, provider) -> {
            Answer refused = gateway.chat(image);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body())
                .contains("messages[0].content[0].image_url.url", "its host is not public");
            assertThat(provider.attempts()).isZero();
          });
      assertThat(host.attempts()).isEqualTo(1);
    }
  }

  @Test
  void vectorsAreRefusedByName() {
    with(
        serves(),
        (gateway, provider) -> {
          try (RawClient client = gateway.client()) {
            String body = "{\"model\":\"chat\",\"input\":\"x\"}";
            Answer refused =
                client.send(RawClient.request("POST", "/v1/embeddings", body)).answer();
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.body()).contains("unsupported_endpoint", "embeddings");
          }
          assertThat(provider.attempts()).isZero();
        });
  }
}
