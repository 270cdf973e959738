package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ReasoningEffort;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.sluice.Keeps;
import dev.sluice.config.GeminiConfig;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenAI's own client for Java before a target of Gemini's. */
final class GeminiTargetTest {
  static final String USAGE =
      "\"usageMetadata\":{\"promptTokenCount\":5,\"candidatesTokenCount\":2,"
          + "\"thoughtsTokenCount\":3,\"totalTokenCount\":10}";
  private static final String END = ",\"modelVersion\":\"gemini-2.5-flash\",\"responseId\":\"r1\"}";
  static final String ANSWER = chunk("[{\"text\":\"Grüße, 世界\"}]", "STOP");
  static final String HELLO = chunk("[{\"text\":\"Grüße, \"}]", null);
  static final String WORLD = chunk("[{\"text\":\"世界\"}]", "STOP");
  private static final String CALLS =
      chunk(
          "[{\"functionCall\":{\"name\":\"weather\",\"args\":{\"city\":\"Köln\"}},"
              + "\"thoughtSignature\":\"c2ln\"},"
              + "{\"functionCall\":{\"name\":\"weather\",\"args\":{\"city\":\"Bonn\"}}}]",
          "STOP");

  /** A response as Gemini writes it, with usage when it is the last. */
  static String chunk(String parts, @Nullable String finish) {
    String last = finish == null ? "" : ",\"finishReason\":\"" + finish + "\"";
    String usage = finish == null ? "" : "," + USAGE;
    return "{\"candidates\":[{\"content\":{\"parts\":"
        + parts
        + ",\"role\":\"model\"}"
        + last
        + ",\"index\":0}]"
        + usage
        + END;
  }

  static String error(int code, String status) {
    return "{\"error\":{\"code\":%d,\"message\":\"provider says no\",\"status\":\"%s\"}}"
        .formatted(code, status);
  }

  private interface Asked {
    void of(RunningGateway gateway, ScriptedProvider provider);
  }

  /** Settings whose only target is one of Gemini's. */
  static Settings before(ScriptedProvider provider, String model) {
    return new Settings()
        .failover("retries", 0)
        .speaking(
            "gemini",
            provider,
            connection -> new GeminiConfig(connection, GeminiConfig.BETA, null),
            model);
  }

  private static void with(Script script, Asked asked) {
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway = new RunningGateway(before(provider, "gemini-2.5-flash"))) {
      asked.of(gateway, provider);
      gateway.awaitRest();
    }
  }

  private interface Called {
    void by(OpenAIClient client, ScriptedProvider provider);
  }

  private static void called(Script script, Called called) {
    with(
        script,
        (gateway, provider) -> {
          OpenAIClient client =
              OpenAIOkHttpClient.builder()
                  .baseUrl("http://127.0.0.1:" + gateway.port() + "/v1")
                  .apiKey("any")
                  .maxRetries(0)
                  .timeout(Duration.ofSeconds(10))
                  .build();
          try {
            called.by(client, provider);
          } finally {
            client.close();
          }
        });
  }

  private static ChatCompletionCreateParams.Builder ask() {
    return ChatCompletionCreateParams.builder().model("chat").addUserMessage("Grüße");
  }

  @Test
  void aWholeAnswerIsTranslated() {
    called(
        Scripts.answers(200, ANSWER),
        (client, provider) -> {
          ChatCompletion answer = client.chat().completions().create(ask().build());

          assertThat(answer.choices().getFirst().message().content()).contains("Grüße, 世界");
          assertThat(answer.model()).isEqualTo("chat");
          assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(5);

          var asked = provider.requests().getLast();
          assertThat(asked.head())
              .startsWith("POST /v1beta/models/gemini-2.5-flash:generateContent HTTP/1.1");
          assertThat(asked.header("x-goog-api-key")).isEqualTo("sk-secret-of-the-house");
          assertThat(asked.header("authorization")).isNull();
          assertThat(asked.body()).doesNotContain("\"model\":").contains("\"contents\":");
        });
  }

  @Test
  void aStreamIsTranslated() {
    called(
        Scripts.streams(HELLO, WORLD),
        (client, provider) -> {
          var options = ChatCompletionStreamOptions.builder().includeUsage(true).build();
          ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
          try (StreamResponse<ChatCompletionChunk> stream =
              client.chat().completions().createStreaming(ask().streamOptions(options).build())) {
            stream.stream().forEach(whole::accumulate);
          }

          ChatCompletion answer = whole.chatCompletion();
          assertThat(answer.choices().getFirst().message().content()).contains("Grüße, 世界");
          assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(10);
          assertThat(provider.requests().getLast().head())
              .startsWith(
                  "POST /v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse HTTP/1.1");
        });
  }

  @Test
  void toolsAreCalledInParallelAndAnsweredInTheNextTurn() {
    Script twoTurns = Script.inTurn(Scripts.answers(200, CALLS), Scripts.answers(200, ANSWER));
    called(
        twoTurns,
        (client, provider) -> {
          var parameters =
              FunctionParameters.builder()
                  .putAdditionalProperty("type", JsonValue.from("object"))
                  .putAdditionalProperty(
                      "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                  .putAdditionalProperty("additionalProperties", JsonValue.from(false))
                  .build();
          var weather = FunctionDefinition.builder().name("weather").parameters(parameters).build();
          ChatCompletionCreateParams.Builder asking = ask().addFunctionTool(weather);
          ChatCompletion first = client.chat().completions().create(asking.build());
          var message = first.choices().getFirst().message();
          var calls = message.toolCalls().orElseThrow();
          assertThat(calls).hasSize(2);

          asking.addMessage(message);
          calls.forEach(call ->
              asking.addMessage(
                  ChatCompletionToolMessageParam.builder()
                      .toolCallId(call.asFunction().id())
                      .content("sunny")
                      .build()));
          ChatCompletion last = client.chat().completions().create(asking.build());

          assertThat(last.choices().getFirst().message().content()).contains("Grüße, 世界");
          assertThat(provider.requests().getLast().body())
              .contains("\"thoughtSignature\":\"c2ln\"")
              .containsOnlyOnce("{\"role\":\"user\",\"parts\":[{\"functionResponse\":")
              .doesNotContain("additionalProperties");
        });
  }

  @Test
  void imagesSchemasAndEffortReachTheModel() {
    called(
        Scripts.answers(200, ANSWER),
        (client, provider) -> {
          var url =
              ChatCompletionContentPartImage.ImageUrl.builder()
                  .url("data:image/png;base64,iVBORw0KGgo=")
                  .build();
          var image = ChatCompletionContentPartImage.builder().imageUrl(url).build();
          var schema =
              ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                  .putAdditionalProperty("type", JsonValue.from("object"))
                  .putAdditionalProperty(
                      "properties", JsonValue.from(Map.of("a", Map.of("type", "string"))))
                  .build();
          var format =
              ResponseFormatJsonSchema.builder()
                  .jsonSchema(
                      ResponseFormatJsonSchema.JsonSchema.builder()
                          .name("a")
                          .schema(schema)
                          .build())
                  .build();
          List<ChatCompletionContentPart> parts = new ArrayList<>();
          parts.add(ChatCompletionContentPart.ofImageUrl(image));
          ChatCompletionCreateParams asked =
              ChatCompletionCreateParams.builder()
                  .model("chat")
                  .addUserMessageOfArrayOfContentParts(parts)
                  .responseFormat(format)
                  .reasoningEffort(ReasoningEffort.LOW)
                  .build();
          assertThat(client.chat().completions().create(asked).choices()).hasSize(1);

          assertThat(provider.requests().getLast().body())
              .contains("\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"iVBORw0KGgo=\"}")
              .contains("\"responseMimeType\":\"application/json\"", "\"responseSchema\":")
              .contains("\"thinkingConfig\":{\"thinkingBudget\":1024,\"includeThoughts\":true}");
        });
  }

  @Test
  void vectorsComeInTheFormThatIsAskedFor() {
    String vectors = "{\"embeddings\":[{\"values\":[0.5,-1]},{\"values\":[0.25,2]}]}";
    called(
        Scripts.answers(200, vectors),
        (client, provider) -> {
          EmbeddingCreateParams asked =
              EmbeddingCreateParams.builder()
                  .model("chat")
                  .inputOfArrayOfStrings(List.of("one", "two"))
                  .dimensions(2)
                  .build();
          CreateEmbeddingResponse answer = client.embeddings().create(asked);

          assertThat(answer.data()).hasSize(2);
          assertThat(answer.data().getFirst().embedding()).containsExactly(0.5f, -1f);
          assertThat(answer.data().getLast().embedding()).containsExactly(0.25f, 2f);
          var seen = provider.requests().getLast();
          assertThat(seen.head())
              .startsWith("POST /v1beta/models/gemini-2.5-flash:batchEmbedContents HTTP/1.1");
          assertThat(seen.body())
              .contains("\"model\":\"models/gemini-2.5-flash\"", "\"outputDimensionality\":2");
        });
  }

  @Test
  @Keeps("OT-2")
  void moreTextsThanTheProviderTakesAreAskedForInParts() {
    Script counting =
        (request, socket) -> {
          int texts = request.body().split("\"content\":", -1).length - 1;
          String one = "{\"values\":[" + request.number() + "]}";
          String all = "{\"embeddings\":[" + one + ("," + one).repeat(texts - 1) + "]}";
          socket.write(Scripts.whole(200, "application/json", all));
        };
    called(
        counting,
        (client, provider) -> {
          EmbeddingCreateParams asked =
              EmbeddingCreateParams.builder()
                  .model("chat")
                  .inputOfArrayOfStrings(Collections.nCopies(101, "one"))
                  .build();
          CreateEmbeddingResponse answer = client.embeddings().create(asked);

          assertThat(answer.data()).hasSize(101);
          assertThat(answer.data().get(99).embedding()).containsExactly(1f);
          assertThat(answer.data().get(100).embedding()).containsExactly(2f);
          assertThat(answer.data().get(100).index()).isEqualTo(100);
          assertThat(provider.attempts()).isEqualTo(2);
        });
  }

  @Test
  void aProjectOfVertexHasPathsOfItsOwn() {
    GeminiConfig.Vertex vertex = new GeminiConfig.Vertex("p1", "europe-west4", null);
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.answers(200, ANSWER))) {
      Settings settings =
          new Settings()
              .speaking(
                  "vertex",
                  provider,
                  connection -> new GeminiConfig(connection, GeminiConfig.FIRST, vertex),
                  "gemini-2.5-flash");
      try (RunningGateway gateway = new RunningGateway(settings)) {
        assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
        assertThat(provider.requests().getLast().head())
            .startsWith(
                "POST /v1/projects/p1/locations/europe-west4/publishers/google/models/"
                    + "gemini-2.5-flash:generateContent HTTP/1.1");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_ARGUMENT, 400",
    "401, UNAUTHENTICATED, 502",
    "403, PERMISSION_DENIED, 502",
    "404, NOT_FOUND, 404",
    "429, RESOURCE_EXHAUSTED, 429",
    "500, INTERNAL, 502",
    "503, UNAVAILABLE, 503",
    "504, DEADLINE_EXCEEDED, 502",
  })
  void anErrorHasItsStatus(int status, String word, int seen) {
    with(
        Scripts.answers(status, error(status, word)),
        (gateway, _) -> assertThat(gateway.chat(WHOLE).status()).isEqualTo(seen));
  }

  @Test
  void aDelayWithinTheBodyIsPassedOn() {
    String body =
        "{\"error\":{\"code\":429,\"message\":\"Slow down.\",\"status\":\"RESOURCE_EXHAUSTED\","
            + "\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\","
            + "\"retryDelay\":\"34.4s\"}]}}";
    with(
        Scripts.answers(429, body),
        (gateway, _) ->
            assertThat(gateway.chat(WHOLE).header("retry-after-ms")).isEqualTo("34400"));
  }

  @Test
  void anErrorInTheMiddleOfAStreamIsTold() {
    with(
        Scripts.streams(HELLO, error(503, "UNAVAILABLE")),
        (gateway, _) ->
            assertThat(gateway.chat(STREAM).body())
                .contains("Grüße, ", "data: {\"error\":")
                .doesNotContain("[DONE]"));
  }

  @Test
  void aStreamThatWasCutIsNoWholeAnswer() {
    with(
        Scripts.streams(HELLO),
        (gateway, _) ->
            assertThat(gateway.chat(STREAM).body())
                .contains("Grüße, ", "data: {\"error\":")
                .doesNotContain("[DONE]"));
  }

  /** A server that gives an array where events were asked for. */
  @Test
  @Keeps("GM-2")
  void anArrayIsReadAsAStream() {
    String array = "[" + HELLO + ",\r\n" + WORLD + "]";
    with(
        Scripts.answers(200, array),
        (gateway, _) ->
            assertThat(gateway.chat(STREAM).body()).contains("Grüße, ", "世界", "[DONE]"));
  }

  @Test
  void whatIsNotCarriedIsNamed() {
    with(
        Scripts.answers(200, ANSWER),
        (gateway, _) -> {
          Answer answer = gateway.chat(WHOLE.replace("{\"model\"", "{\"user\":\"x\",\"model\""));
          assertThat(answer.header("x-sluice-dropped"))
              .isEqualTo("user; reason=\"no counterpart\"");
        });
  }
}
