package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.types.Content;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.FinishReason;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Model;
import com.google.genai.types.Part;
import com.google.genai.types.Schema;
import com.google.genai.types.ThinkingConfig;
import com.google.genai.types.Tool;
import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Google's own client for Java in front of the gateway, before targets of OpenAI and Gemini. */
final class GeminiClientTest {
  private static final String CALLS =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"chat",\
      "choices":[{"index":0,"message":{"role":"assistant","content":null,"refusal":null,\
      "tool_calls":[{"id":"call_a","type":"function",\
      "function":{"name":"weather","arguments":"{\\"city\\":\\"Köln\\"}"}},\
      {"id":"call_b","type":"function",\
      "function":{"name":"weather","arguments":"{\\"city\\":\\"Bonn\\"}"}}]},\
      "logprobs":null,"finish_reason":"tool_calls"}],\
      "usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}}\
      """;

  private interface Called {
    void by(Client client, ScriptedProvider provider);
  }

  private static void called(
      Script script, Function<ScriptedProvider, Settings> settings, Called called) {
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway = new RunningGateway(settings.apply(provider))) {
      try (Client client = client(gateway, "v1beta")) {
        called.by(client, provider);
      }
      gateway.awaitRest();
    }
  }

  private static Client client(RunningGateway gateway, String version) {
    return Client.builder()
        .apiKey("any")
        .httpOptions(
            HttpOptions.builder()
                .baseUrl("http://127.0.0.1:" + gateway.port())
                .apiVersion(version)
                .timeout(10_000)
                .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                .build())
        .build();
  }

  private static Settings openAi(ScriptedProvider provider) {
    return new Settings().failover("retries", 0).target("first", provider);
  }

  private static Settings gemini(ScriptedProvider provider) {
    return GeminiTargetTest.before(provider, "gemini-2.5-flash");
  }

  private static String streamed(Client client) {
    StringBuilder text = new StringBuilder();
    try (ResponseStream<GenerateContentResponse> stream =
        client.models.generateContentStream("chat", "Grüße", null)) {
      for (GenerateContentResponse response : stream) {
        text.append(response.text());
      }
    }
    return text.toString();
  }

  @Test
  void aWholeAnswerOfOpenAi() {
    called(
        Scripts.answers(),
        GeminiClientTest::openAi,
        (client, provider) -> {
          GenerateContentResponse answer = client.models.generateContent("chat", "Grüße", null);

          assertThat(answer.text()).isEqualTo("Grüße, 世界");
          assertThat(answer.finishReason().knownEnum()).isEqualTo(FinishReason.Known.STOP);
          assertThat(answer.modelVersion()).contains("chat");
          assertThat(answer.usageMetadata().orElseThrow().totalTokenCount()).contains(7);
          assertThat(provider.requests().getLast().head()).startsWith("POST /v1/chat/completions ");
        });
  }

  @Test
  void aWholeAnswerOfGemini() {
    called(
        Scripts.answers(200, GeminiTargetTest.ANSWER),
        GeminiClientTest::gemini,
        (client, provider) -> {
          GenerateContentResponse answer = client.models.generateContent("chat", "Grüße", null);

          assertThat(answer.text()).isEqualTo("Grüße, 世界");
          assertThat(answer.modelVersion()).contains("chat");
          assertThat(provider.requests().getLast().head())
              .startsWith("POST /v1beta/models/gemini-2.5-flash:generateContent ");
        });
  }

  @Test
  void aStreamOfOpenAi() {
    called(
        Scripts.streams(),
        GeminiClientTest::openAi,
        (client, _) -> assertThat(streamed(client)).isEqualTo("Grüße, 世界"));
  }

  @Test
  void aStreamOfGemini() {
    called(
        Scripts.streams(GeminiTargetTest.HELLO, GeminiTargetTest.WORLD),
        GeminiClientTest::gemini,
        (client, _) -> assertThat(streamed(client)).isEqualTo("Grüße, 世界"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1beta", "v1beta1"})
  void everyVersionOfTheApiIsServed(String version) {
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.answers());
        RunningGateway gateway = new RunningGateway(openAi(provider));
        Client client = client(gateway, version)) {
      assertThat(client.models.generateContent("chat", "Grüße", null).text())
          .isEqualTo("Grüße, 世界");
    }
  }

  @Test
  void toolsAreCalledInParallelAndAnsweredInTheNextTurn() {
    called(
        Script.inTurn(Scripts.answers(200, CALLS), Scripts.answers()),
        GeminiClientTest::openAi,
        (client, provider) -> {
          Schema city =
              Schema.builder()
                  .type("OBJECT")
                  .properties(Map.of("city", Schema.builder().type("STRING").build()))
                  .build();
          var weather = FunctionDeclaration.builder().name("weather").parameters(city).build();
          GenerateContentConfig config =
              GenerateContentConfig.builder()
                  .tools(Tool.builder().functionDeclarations(weather).build())
                  .build();
          List<Content> turns = new ArrayList<>();
          turns.add(Content.fromParts(Part.fromText("Grüße")));
          GenerateContentResponse first = client.models.generateContent("chat", turns, config);
          assertThat(first.functionCalls()).hasSize(2);

          turns.add(first.candidates().orElseThrow().getFirst().content().orElseThrow());
          List<Part> results = new ArrayList<>();
          for (FunctionCall call : first.functionCalls()) {
            results.add(
                Part.fromFunctionResponse(
                    call.name().orElseThrow(), Map.of("result", call.args().orElseThrow())));
          }
          turns.add(Content.fromParts(results.toArray(new Part[0])));
          GenerateContentResponse last = client.models.generateContent("chat", turns, config);

          assertThat(last.text()).isEqualTo("Grüße, 世界");
          assertThat(provider.requests().getLast().body())
              .contains("\"tool_call_id\":\"call_a\"", "\"tool_call_id\":\"call_b\"")
              .contains("\"type\":\"object\"", "\"type\":\"string\"");
        });
  }

  @Test
  void imagesSchemasAndThoughtsReachTheModel() {
    called(
        Scripts.answers(),
        GeminiClientTest::openAi,
        (client, provider) -> {
          byte[] image = {1, 2, 3};
          Content asked =
              Content.fromParts(Part.fromText("What?"), Part.fromBytes(image, "image/png"));
          GenerateContentConfig config =
              GenerateContentConfig.builder()
                  .systemInstruction(Content.fromParts(Part.fromText("Be brief.")))
                  .responseMimeType("application/json")
                  .responseSchema(Schema.builder().type("OBJECT").build())
                  .thinkingConfig(ThinkingConfig.builder().thinkingBudget(100).build())
                  .maxOutputTokens(9)
                  .build();
          assertThat(client.models.generateContent("chat", asked, config).text()).isNotEmpty();

          assertThat(provider.requests().getLast().body())
              .contains("\"role\":\"system\",\"content\":\"Be brief.\"")
              .contains("\"url\":\"data:image/png;base64,AQID\"")
              .contains("\"type\":\"json_schema\"")
              .contains("_tokens\":9");
        });
  }

  @Test
  void vectorsOfOpenAi() {
    String vectors =
        "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
            + "\"embedding\":[0.5,-1]}],\"model\":\"chat\",\"usage\":{\"prompt_tokens\":3,"
            + "\"total_tokens\":3}}";
    called(
        Scripts.answers(200, vectors),
        GeminiClientTest::openAi,
        (client, provider) -> {
          var config = EmbedContentConfig.builder().outputDimensionality(2).build();
          var answer = client.models.embedContent("chat", "one", config);

          assertThat(answer.embeddings().orElseThrow().getFirst().values().orElseThrow())
              .containsExactly(0.5f, -1f);
          assertThat(provider.requests().getLast().body())
              .contains("\"input\":[\"one\"]", "\"dimensions\":2");
        });
  }

  @Test
  void vectorsOfGemini() {
    called(
        Scripts.answers(200, "{\"embeddings\":[{\"values\":[0.5]},{\"values\":[1]}]}"),
        GeminiClientTest::gemini,
        (client, _) -> {
          var answer = client.models.embedContent("chat", List.of("one", "two"), null);
          assertThat(answer.embeddings().orElseThrow()).hasSize(2);
        });
  }

  @Test
  void tokensAreCounted() {
    called(
        Scripts.answers(),
        GeminiClientTest::openAi,
        (client, provider) -> {
          var counted = client.models.countTokens("chat", "some words to be counted", null);
          assertThat(counted.totalTokens().orElseThrow()).isPositive();
          assertThat(provider.attempts()).isZero();
        });
  }

  @Test
  void modelsAreListed() {
    called(
        Scripts.answers(),
        GeminiClientTest::openAi,
        (client, _) -> {
          List<String> names = new ArrayList<>();
          for (Model model : client.models.list(null)) {
            names.add(model.name().orElseThrow());
          }
          assertThat(names).contains("models/chat");
          assertThat(client.models.get("chat", null).name()).contains("models/chat");
        });
  }

  @ParameterizedTest
  @CsvSource({"400, 400", "404, 404", "429, 429", "500, 502", "503, 503"})
  void anErrorHasItsStatus(int status, int seen) {
    called(
        Scripts.refuses(status, "invalid_request_error", "odd"),
        GeminiClientTest::openAi,
        (client, _) -> {
          ApiException thrown =
              catchThrowableOfType(
                  ApiException.class, () -> client.models.generateContent("chat", "Grüße", null));
          assertThat(thrown.code()).isEqualTo(seen);
        });
  }

  @Test
  void aModelThatNobodyKnowsIsNotFound() {
    called(
        Scripts.answers(),
        GeminiClientTest::openAi,
        (client, _) -> {
          ApiException thrown =
              catchThrowableOfType(
                  ApiException.class, () -> client.models.generateContent("none", "Grüße", null));
          assertThat(thrown.code()).isEqualTo(404);
          assertThat(thrown.status()).isEqualTo("NOT_FOUND");
        });
  }

  /** The client knows an error in a stream by its code. */
  @Test
  @Keeps("GM-1")
  void anErrorInTheMiddleOfAStreamIsThrown() {
    called(
        Scripts.streams(Scripts.ROLE, Scripts.HELLO, Scripts.error("server_error", "odd")),
        GeminiClientTest::openAi,
        (client, _) -> {
          ApiException thrown = catchThrowableOfType(ApiException.class, () -> streamed(client));
          assertThat(thrown.code()).isBetween(400, 599);
        });
  }

  @Test
  @Keeps("GM-1")
  void heartbeatsDoNotDisturbTheClient() {
    Script slow =
        Scripts.streams(
            socket ->
                ScriptedProvider.VERTX.setTimer(
                    200,
                    _ -> {
                      String rest =
                          Scripts.events(Scripts.HELLO, Scripts.FINISH, Scripts.USAGE, "[DONE]");
                      socket.write(Scripts.chunk(rest).appendString("0\r\n\r\n"));
                    }),
            Scripts.ROLE);
    called(
        slow,
        provider -> openAi(provider).heartbeat(20),
        (client, _) -> assertThat(streamed(client)).isEqualTo("Grüße, 世界"));
  }

  @Test
  void whoAsksForNoEventsGetsAnArray() {
    String body = "{\"contents\":[{\"parts\":[{\"text\":\"Grüße\"}]}]}";
    String path = "/v1beta/models/chat:streamGenerateContent";
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.streams());
        RunningGateway gateway = new RunningGateway(openAi(provider));
        RawClient client = gateway.client()) {
      Answer answer = client.send(RawClient.request("POST", path, body)).answer();

      assertThat(answer.header("content-type")).isEqualTo("application/json");
      assertThat(answer.body()).startsWith("[{\"candidates\":").endsWith("}]");
    }
  }

  /** No terminal event, no names, a blank line behind the last event. */
  @Test
  @Keeps("GM-1")
  void eventsAreAsTheDialectWritesThem() {
    String body = "{\"contents\":[{\"parts\":[{\"text\":\"Grüße\"}]}]}";
    String path = "/v1/models/chat:streamGenerateContent?alt=sse";
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.streams());
        RunningGateway gateway = new RunningGateway(openAi(provider));
        RawClient client = gateway.client()) {
      Answer answer = client.send(RawClient.request("POST", path, body)).answer();

      assertThat(answer.header("content-type")).startsWith("text/event-stream");
      assertThat(answer.body()).startsWith("data: {").endsWith("}\r\n\r\n");
      assertThat(answer.body()).doesNotContain("[DONE]", "event:");
    }
  }

  @Test
  void aBodyThatIsNoneIsRefusedInTheDialect() {
    String path = "/v1beta/models/chat:generateContent";
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.answers());
        RunningGateway gateway = new RunningGateway(openAi(provider));
        RawClient client = gateway.client()) {
      Answer answer = client.send(RawClient.request("POST", path, "{\"contents\":")).answer();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("\"code\":400", "\"status\":\"INVALID_ARGUMENT\"");
    }
  }
}
