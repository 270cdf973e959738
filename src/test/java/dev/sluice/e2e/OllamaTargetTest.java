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
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.sluice.config.OllamaConfig;
import dev.sluice.e2e.ScriptedProvider.Script;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of OpenAI's dialect before a target that speaks Ollama's own. */
final class OllamaTargetTest {
  private static final String ANSWER =
      """
      {"model":"qwen3:8b","created_at":"2026-01-02T03:04:05Z","message":{"role":"assistant",\
      "content":"Grüße, 世界","tool_calls":[{"function":{"name":"weather",\
      "arguments":{"city":"Köln"}}}]},"done":true,"done_reason":"stop",\
      "prompt_eval_count":5,"eval_count":2}\
      """;

  private static final String BEGUN =
      """
      {"model":"qwen3:8b","created_at":"2026-01-02T03:04:05Z",\
      "message":{"role":"assistant","content":"Grüße, 世界"},"done":false}
      """;

  private static final String DONE =
      """
      {"model":"qwen3:8b","created_at":"2026-01-02T03:04:05Z",\
      "message":{"role":"assistant","content":""},"done":true,"done_reason":"stop",\
      "prompt_eval_count":5,"eval_count":2}
      """;

  private static final String VECTORS =
      "{\"model\":\"qwen3:8b\",\"embeddings\":[[1,-0.5],[0.25,0.125]],\"prompt_eval_count\":4}";

  private static Script streams(String... lines) {
    Buffer all =
        Buffer.buffer(
            String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "content-type: application/x-ndjson",
                "transfer-encoding: chunked",
                "",
                ""));
    for (String line : lines) {
      all.appendBuffer(Scripts.chunk(line));
    }
    return Scripts.says(all.appendString("0\r\n\r\n"));
  }

  private static Script serves() {
    Script stream = streams(BEGUN, DONE);
    Script whole = Scripts.answers(200, ANSWER);
    Script vectors = Scripts.answers(200, VECTORS);
    return (request, socket) -> {
      Script script =
          request.head().startsWith("POST /api/embed ")
              ? vectors
              : request.body().contains("\"stream\":true") ? stream : whole;
      script.play(request, socket);
    };
  }

  private interface Asked {
    void of(RunningGateway gateway, ScriptedProvider provider);
  }

  private static void with(Script script, Asked asked) {
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .failover("retries", 0)
                    .speaking(
                        "local",
                        provider,
                        connection -> new OllamaConfig(connection, "10m", 8192),
                        "qwen3:8b"))) {
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
        serves(),
        (gateway, provider) -> {
          OpenAIClient client = client(gateway);
          ChatCompletion answer = client.chat().completions().create(ask().build());
          client.close();

          var message = answer.choices().getFirst().message();
          assertThat(message.content()).contains("Grüße, 世界");
          var call = message.toolCalls().orElseThrow().getFirst().asFunction();
          assertThat(call.id()).startsWith("call_");
          assertThat(call.function().arguments()).isEqualTo("{\"city\":\"Köln\"}");
          assertThat(answer.model()).isEqualTo("chat");
          assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(7);

          var asked = provider.requests().getLast();
          assertThat(asked.head()).startsWith("POST /api/chat HTTP/1.1");
          assertThat(asked.body())
              .contains("\"model\":\"qwen3:8b\"", "\"num_ctx\":8192", "\"keep_alive\":\"10m\"");
        });
  }

  @Test
  void aStreamIsTranslated() {
    with(
        serves(),
        (gateway, _) -> {
          OpenAIClient client = client(gateway);
          ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
          try (StreamResponse<ChatCompletionChunk> stream =
              client.chat().completions().createStreaming(ask().n(2).build())) {
            stream.stream().forEach(whole::accumulate);
          }
          client.close();
          assertThat(whole.chatCompletion().choices())
              .hasSize(2)
              .allMatch(choice -> choice.message().content().orElseThrow().equals("Grüße, 世界"));
        });
  }

  @Test
  void vectorsComeInTheFormThatIsAskedFor() {
    with(
        serves(),
        (gateway, provider) -> {
          OpenAIClient client = client(gateway);
          CreateEmbeddingResponse answer =
              client
                  .embeddings()
                  .create(
                      EmbeddingCreateParams.builder()
                          .model("chat")
                          .inputOfArrayOfStrings(List.of("a", "b"))
                          .build());
          client.close();
          assertThat(answer.data()).hasSize(2);
          assertThat(answer.data().get(1).embedding()).containsExactly(0.25f, 0.125f);
          assertThat(answer.usage().totalTokens()).isEqualTo(4);
          assertThat(provider.requests().getLast().body())
              .isEqualTo("{\"model\":\"qwen3:8b\",\"input\":[\"a\",\"b\"],\"keep_alive\":\"10m\"}");
        });
  }

  @ParameterizedTest
  @CsvSource({"400, 400", "404, 404", "500, 502", "503, 503"})
  void anErrorHasItsStatus(int status, int seen) {
    with(
        Scripts.answers(status, "{\"error\":\"no\"}"),
        (gateway, _) -> assertThat(gateway.chat(WHOLE).status()).isEqualTo(seen));
  }

  @Test
  void aStreamThatBrokeIsNoWholeAnswer() {
    for (Script script : new Script[] {streams(BEGUN), streams(BEGUN, "{\"error\":\"died\"}\n")}) {
      with(
          script,
          (gateway, _) ->
              assertThat(gateway.chat(STREAM).body())
                  .contains("Grüße, 世界", "data: {\"error\":")
                  .doesNotContain("[DONE]"));
    }
  }
}
