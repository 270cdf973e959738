package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnprocessableEntityException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.models.Model;
import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenAI's own client for Java in front of the gateway. */
final class OpenAiClientTest {
  private static final String CALLS =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"chat",\
      "choices":[{"index":0,"message":{"role":"assistant","content":null,"refusal":null,\
      "tool_calls":[{"id":"call_a","type":"function",\
      "function":{"name":"weather","arguments":"{\\"city\\":\\"Köln\\"}"}}]},\
      "logprobs":null,"finish_reason":"tool_calls"}],\
      "usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}}\
      """;

  static void with(Script script, Called called) {
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway = RunningGateway.before(provider)) {
      OpenAIClient client = client(gateway, 0, Duration.ofSeconds(10));
      try {
        called.by(client, provider);
      } finally {
        client.close();
      }
      gateway.awaitRest();
    }
  }

  interface Called {
    void by(OpenAIClient client, ScriptedProvider provider);
  }

  private static OpenAIClient client(RunningGateway gateway, int retries, Duration timeout) {
    return OpenAIOkHttpClient.builder()
        .baseUrl("http://127.0.0.1:" + gateway.port() + "/v1")
        .apiKey("any")
        .maxRetries(retries)
        .timeout(timeout)
        .build();
  }

  private static ChatCompletionCreateParams.Builder ask() {
    return ChatCompletionCreateParams.builder().model("chat").addUserMessage("Grüße");
  }

  private static ChatCompletionCreateParams askForUsage() {
    return ask()
        .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
        .build();
  }

  private static ChatCompletion accumulated(
      StreamResponse<ChatCompletionChunk> stream, Consumer<ChatCompletionChunk> each) {
    ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
    stream.stream().peek(each).forEach(accumulator::accumulate);
    return accumulator.chatCompletion();
  }

  private static String delta(String calls, String finish) {
    return """
    {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"chat",\
    "choices":[{"index":0,"delta":{%s},"logprobs":null,"finish_reason":%s}]}\
    """
        .formatted(calls, finish);
  }

  private static String call(int index, String id, String name, String arguments) {
    return """
    "tool_calls":[{"index":%d,"id":"%s","type":"function",\
    "function":{"name":"%s","arguments":"%s"}}]\
    """
        .formatted(index, id, name, arguments);
  }

  @Test
  void aChatIsAnswered() {
    with(
        Scripts.answers(),
        (client, _) -> {
          ChatCompletion answer = client.chat().completions().create(ask().build());

          assertThat(answer.choices().getFirst().message().content()).contains("Grüße, 世界");
          assertThat(answer.model()).isEqualTo("chat");
          assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(7);
        });
  }

  @Test
  void aStreamIsAccumulatedWithItsUsage() {
    with(
        Scripts.streams(),
        (client, _) -> {
          try (StreamResponse<ChatCompletionChunk> stream =
              client.chat().completions().createStreaming(askForUsage())) {
            ChatCompletion whole = accumulated(stream, _ -> {});

            assertThat(whole.choices().getFirst().message().content()).contains("Grüße, 世界");
            assertThat(whole.usage().orElseThrow().totalTokens()).isEqualTo(7);
          }
        });
  }

  @Test
  @Keeps("OC-6")
  void usageIsAskedOfTheProviderAndHiddenFromAClientThatDidNotAsk() {
    with(
        Scripts.streams(),
        (client, provider) -> {
          List<ChatCompletionChunk> chunks = new ArrayList<>();
          try (StreamResponse<ChatCompletionChunk> stream =
              client.chat().completions().createStreaming(ask().build())) {
            assertThat(accumulated(stream, chunks::add).usage()).isEmpty();
          }

          assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.choices()).isNotEmpty());
          assertThat(provider.requests().getLast().body()).contains("\"include_usage\":true");
        });
  }

  @Test
  void toolsAreCalledAndTheirResultsSentBackUnchanged() {
    AtomicInteger turn = new AtomicInteger();
    Script calls = Scripts.answers(200, CALLS);
    Script answers = Scripts.answers();
    with(
        (request, socket) -> (turn.incrementAndGet() == 1 ? calls : answers).play(request, socket),
        (client, provider) -> {
          ChatCompletionCreateParams.Builder asked =
              ask()
                  .addFunctionTool(
                      FunctionDefinition.builder()
                          .name("weather")
                          .parameters(
                              FunctionParameters.builder()
                                  .putAdditionalProperty("type", JsonValue.from("object"))
                                  .build())
                          .build());
          ChatCompletion first = client.chat().completions().create(asked.build());
          ChatCompletionMessageToolCall call =
              first.choices().getFirst().message().toolCalls().orElseThrow().getFirst();
          asked
              .addMessage(first.choices().getFirst().message())
              .addMessage(
                  ChatCompletionToolMessageParam.builder()
                      .toolCallId(call.asFunction().id())
                      .content("21 °C")
                      .build());
          ChatCompletion second = client.chat().completions().create(asked.build());

          assertThat(call.asFunction().function().arguments()).isEqualTo("{\"city\":\"Köln\"}");
          assertThat(second.choices().getFirst().message().content()).contains("Grüße, 世界");
          assertThat(provider.requests().getLast().body())
              .contains("\"tool_call_id\":\"call_a\"", "21 °C", "Köln");
        });
  }

  @Test
  @Keeps({"OC-8", "OC-9", "OC-11"})
  void parallelCallsOfAProviderThatCountsFromOneAreTakenApart() {
    with(
        Scripts.streams(
            Scripts.ROLE,
            delta(call(1, "call_a", "weather", "{\\\"city\\\":"), "null"),
            delta(call(2, "call_b", "time", "{}"), "null"),
            delta("\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"1}\"}}]", "null"),
            delta("", "\"stop\""),
            Scripts.DONE),
        (client, _) -> {
          try (StreamResponse<ChatCompletionChunk> stream =
              client.chat().completions().createStreaming(ask().build())) {
            ChatCompletion whole = accumulated(stream, _ -> {});

            assertThat(whole.choices().getFirst().message().toolCalls().orElseThrow())
                .extracting(
                    call -> call.asFunction().id(),
                    call -> call.asFunction().function().arguments())
                .containsExactly(tuple("call_a", "{\"city\":1}"), tuple("call_b", "{}"));
            assertThat(whole.choices().getFirst().finishReason().asString())
                .isEqualTo("tool_calls");
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"400,context_length_exceeded", "422,unprocessable", "429,slow_down", "500,oops"})
  void errorsAreToldByTheClientsOwnExceptions(int status, String code) {
    Map<Integer, Class<? extends OpenAIException>> types =
        Map.of(
            400, BadRequestException.class,
            422, UnprocessableEntityException.class,
            429, RateLimitException.class,
            500, InternalServerException.class);
    with(
        Scripts.refuses(status, "some_error", code),
        (client, _) ->
            assertThatThrownBy(() -> client.chat().completions().create(ask().build()))
                .isInstanceOf(types.get(status)));
  }

  @Test
  void anUnknownModelIsNotFoundAndTheNearestIsNamed() {
    with(
        Scripts.answers(),
        (client, provider) -> {
          assertThatThrownBy(() -> client.chat().completions().create(ask().model("chatt").build()))
              .isInstanceOf(NotFoundException.class)
              .hasMessageContaining("did you mean 'chat'?");
          assertThat(provider.attempts()).isZero();
        });
  }

  @Test
  void theModelsAreListedAndFound() {
    with(
        Scripts.answers(),
        (client, _) -> {
          assertThat(client.models().list().items()).extracting(Model::id).contains("chat");
          assertThat(client.models().retrieve("chat").id()).isEqualTo("chat");
        });
  }

  @Test
  @Keeps("RT-1")
  void theClientsRetriesComeAfterTheGatewaysOwn() {
    AtomicInteger attempts = new AtomicInteger();
    Script fails = Scripts.refuses(500, "server_error", "oops");
    Script answers = Scripts.answers();
    try (ScriptedProvider provider =
            new ScriptedProvider((request, socket) ->
                (attempts.incrementAndGet() <= 2 ? fails : answers).play(request, socket));
        RunningGateway gateway = RunningGateway.before(provider)) {
      OpenAIClient client = client(gateway, 2, Duration.ofSeconds(10));
      ChatCompletion answer = client.chat().completions().create(ask().build());
      client.close();

      assertThat(answer.choices()).hasSize(1);
      assertThat(provider.attempts()).isEqualTo(3);
      assertThat(gateway.meter("sluice_exchanges_total{endpoint=\"chat\"")).isEqualTo(2);
    }
  }

  @Test
  void aClientThatGivesUpEndsTheCallAtTheProvider() {
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.silent());
        RunningGateway gateway = RunningGateway.before(provider)) {
      OpenAIClient hasty = client(gateway, 0, Duration.ofMillis(300));
      assertThatThrownBy(() -> hasty.chat().completions().create(ask().build()))
          .isInstanceOf(OpenAIIoException.class);
      hasty.close();

      await().untilAsserted(() -> assertThat(provider.open()).isEmpty());
    }
  }

  @Test
  @Keeps({"OC-15", "OC-17"})
  void aStreamThatBreaksThrowsAfterWhatWasSaid() {
    with(
        Scripts.streams(NetSocket::close, Scripts.ROLE, Scripts.HELLO),
        (client, _) -> {
          List<ChatCompletionChunk> chunks = new ArrayList<>();
          try (StreamResponse<ChatCompletionChunk> stream =
              client.chat().completions().createStreaming(ask().build())) {
            assertThatThrownBy(() -> stream.stream().forEach(chunks::add))
                .isInstanceOf(OpenAIException.class);
          }
          assertThat(chunks).hasSize(2);
        });
  }

  @Test
  @Keeps("SSE-10")
  void closingAStreamEndsItAtTheProvider() {
    with(
        Scripts.streams(_ -> {}, Scripts.ROLE, Scripts.HELLO),
        (client, provider) -> {
          try (StreamResponse<ChatCompletionChunk> stream =
              client.chat().completions().createStreaming(ask().build())) {
            assertThat(stream.stream().findFirst()).isPresent();
          }
          await().untilAsserted(() -> assertThat(provider.open()).isEmpty());
        });
  }
}
