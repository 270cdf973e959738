package dev.sluice.e2e;

import static dev.sluice.e2e.ResponsesUpstream.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputImage;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.StructuredResponse;
import dev.sluice.Keeps;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.e2e.ScriptedProvider.Script;
import dev.sluice.model.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenAI's own client for Java asks for responses, whoever serves them. */
final class ResponsesClientTest {
  private interface Called {
    void by(OpenAIClient client, ScriptedProvider provider);
  }

  private static void with(ResponsesUpstream upstream, Script script, Called called) {
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway = new RunningGateway(upstream.behind(provider))) {
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
      gateway.awaitRest();
    }
  }

  private static ResponseCreateParams.Builder ask() {
    return ResponseCreateParams.builder().model("chat").input("Hello");
  }

  private static String text(Response response) {
    StringBuilder said = new StringBuilder();
    response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .flatMap(part -> part.outputText().stream())
        .forEach(part -> said.append(part.text()));
    return said.toString();
  }

  private static FunctionTool tool(String name) {
    return FunctionTool.builder()
        .name(name)
        .strict(false)
        .parameters(
            FunctionTool.Parameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .build())
        .build();
  }

  @ParameterizedTest
  @EnumSource(ResponsesUpstream.class)
  void aResponseIsCreated(ResponsesUpstream upstream) {
    with(
        upstream,
        upstream.greets(),
        (client, _) -> {
          Response response = client.responses().create(ask().instructions("Be brief.").build());

          assertThat(text(response)).isEqualTo(TEXT);
          assertThat(response.model().asString()).isEqualTo("chat");
          assertThat(response.status()).contains(ResponseStatus.COMPLETED);
          assertThat(response.usage().orElseThrow().totalTokens()).isEqualTo(7);
        });
  }

  @ParameterizedTest
  @EnumSource(ResponsesUpstream.class)
  void aStreamIsAccumulated(ResponsesUpstream upstream) {
    with(
        upstream,
        upstream.greets(),
        (client, _) -> {
          ResponseAccumulator whole = ResponseAccumulator.create();
          try (StreamResponse<ResponseStreamEvent> stream =
              client.responses().createStreaming(ask().build())) {
            stream.stream().forEach(whole::accumulate);
          }

          assertThat(text(whole.response())).isEqualTo(TEXT);
          assertThat(whole.response().status()).contains(ResponseStatus.COMPLETED);
          assertThat(whole.response().usage().orElseThrow().outputTokens()).isEqualTo(2);
        });
  }

  @ParameterizedTest
  @EnumSource(ResponsesUpstream.class)
  void toolsAreCalledAtOnceAndAnswered(ResponsesUpstream upstream) {
    with(
        upstream,
        upstream.calls(),
        (client, provider) -> {
          ResponseCreateParams.Builder asked = ask().addTool(tool("weather")).addTool(tool("time"));
          Response first = client.responses().create(asked.build());
          List<ResponseFunctionToolCall> calls =
              first.output().stream().flatMap(item -> item.functionCall().stream()).toList();

          assertThat(calls).extracting(call -> call.callId()).containsExactly("call_1", "call_2");
          assertThat(calls).extracting(call -> call.name()).containsExactly("weather", "time");
          assertThat(calls.getFirst().arguments()).isEqualTo("{\"city\":\"Köln\"}");

          List<ResponseInputItem> said = new ArrayList<>();
          for (ResponseFunctionToolCall call : calls) {
            said.add(ResponseInputItem.ofFunctionCall(call));
          }
          for (ResponseFunctionToolCall call : calls) {
            said.add(
                ResponseInputItem.ofFunctionCallOutput(
                    ResponseInputItem.FunctionCallOutput.builder()
                        .callId(call.callId())
                        .output("Result of " + call.name())
                        .build()));
          }
          Response second = client.responses().create(asked.inputOfResponse(said).build());

          assertThat(text(second)).isEqualTo(TEXT);
          assertThat(provider.requests().getLast().body())
              .contains("Result of weather", "Result of time", "call_2");
        });
  }

  @ParameterizedTest
  @EnumSource(ResponsesUpstream.class)
  void anImageIsShown(ResponsesUpstream upstream) {
    with(
        upstream,
        upstream.greets(),
        (client, provider) -> {
          ResponseInputItem image =
              ResponseInputItem.ofMessage(
                  ResponseInputItem.Message.builder()
                      .role(ResponseInputItem.Message.Role.USER)
                      .addInputTextContent("See")
                      .addContent(
                          ResponseInputImage.builder()
                              .detail(ResponseInputImage.Detail.AUTO)
                              .imageUrl("data:image/png;base64,QUJD")
                              .build())
                      .build());
          Response response =
              client.responses().create(ask().inputOfResponse(List.of(image)).build());

          assertThat(text(response)).isEqualTo(TEXT);
          assertThat(provider.requests().getLast().body()).contains("QUJD", "image");
        });
  }

  /** What the model is to answer with. */
  public static final class City {
    public String name = "";
  }

  @ParameterizedTest
  @EnumSource(ResponsesUpstream.class)
  void anAnswerFollowsASchema(ResponsesUpstream upstream) {
    with(
        upstream,
        upstream.tells("{\"name\":\"Köln\"}"),
        (client, provider) -> {
          StructuredResponse<City> response =
              client.responses().create(ask().text(City.class).build());

          City city =
              response.output().stream()
                  .flatMap(item -> item.message().stream())
                  .flatMap(message -> message.content().stream())
                  .flatMap(part -> part.outputText().stream())
                  .findFirst()
                  .orElseThrow();
          assertThat(city.name).isEqualTo("Köln");
          assertThat(provider.requests().getLast().body()).contains("\"schema\"", "\"name\"");
        });
  }

  @ParameterizedTest
  @EnumSource(ResponsesUpstream.class)
  void aThoughtIsShownAndMayBeGivenBack(ResponsesUpstream upstream) {
    with(
        upstream,
        upstream.thinks(),
        (client, provider) -> {
          ResponseCreateParams.Builder asked =
              ask().reasoning(Reasoning.builder().effort(ReasoningEffort.LOW).build());
          Response first = client.responses().create(asked.build());
          var thought =
              first.output().stream()
                  .flatMap(item -> item.reasoning().stream())
                  .findFirst()
                  .orElseThrow();
          assertThat(thought.summary().getFirst().text()).isEqualTo("Hm");
          assertThat(text(first)).isEqualTo(TEXT);

          List<ResponseInputItem> said = new ArrayList<>();
          said.add(ResponseInputItem.ofReasoning(thought));
          first.output().stream()
              .flatMap(item -> item.message().stream())
              .map(ResponseInputItem::ofResponseOutputMessage)
              .forEach(said::add);
          var _ = client.responses().create(asked.inputOfResponse(said).build());
          if (upstream != ResponsesUpstream.CHAT) {
            assertThat(provider.requests().getLast().body()).contains("abc");
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT, 400, invalid_request_error, 400",
    "CHAT, 429, rate_limit_error, 429",
    "CHAT, 500, server_error, 502",
    "RESPONSES, 400, invalid_request_error, 400",
    "RESPONSES, 401, invalid_request_error, 502",
    "RESPONSES, 404, invalid_request_error, 404",
    "RESPONSES, 429, rate_limit_error, 429",
    "RESPONSES, 503, server_error, 503",
    "MESSAGES, 413, request_too_large, 413",
    "MESSAGES, 529, overloaded_error, 503",
  })
  void anErrorHasItsStatus(ResponsesUpstream upstream, int status, String type, int seen) {
    with(
        upstream,
        upstream.refuses(status, type),
        (client, _) -> {
          OpenAIServiceException wrong =
              catchThrowableOfType(
                  OpenAIServiceException.class, () -> client.responses().create(ask().build()));
          assertThat(wrong.statusCode()).isEqualTo(seen);
        });
  }

  @ParameterizedTest
  @EnumSource(ResponsesUpstream.class)
  void anErrorInTheMiddleOfAStreamIsTold(ResponsesUpstream upstream) {
    with(
        upstream,
        upstream.breaks(),
        (client, _) -> {
          StringBuilder heard = new StringBuilder();
          try (StreamResponse<ResponseStreamEvent> stream =
              client.responses().createStreaming(ask().build())) {
            assertThatThrownBy(() ->
                    stream.stream()
                        .flatMap(event -> event.outputTextDelta().stream())
                        .forEach(delta -> heard.append(delta.delta())))
                .isInstanceOf(SseException.class);
          }
          assertThat(heard).hasToString(TEXT);
        });
  }

  @ParameterizedTest
  @EnumSource(ResponsesUpstream.class)
  void whoLeavesIsNoLongerServed(ResponsesUpstream upstream) {
    AtomicBoolean left = new AtomicBoolean();
    Script open =
        (request, socket) -> {
          socket.closeHandler(_ -> left.set(true));
          Scripts.streams(_ -> {}, upstream.greeting().toArray(String[]::new))
              .play(request, socket);
        };
    with(
        upstream,
        open,
        (client, _) -> {
          try (StreamResponse<ResponseStreamEvent> stream =
              client.responses().createStreaming(ask().build())) {
            assertThat(
                    stream.stream()
                        .filter(event -> event.outputTextDelta().isPresent())
                        .findFirst())
                .isPresent();
          }
          await().atMost(Duration.ofSeconds(5)).untilTrue(left);
        });
  }

  @Test
  @Keeps("RS-7")
  void whatIsNotStoredIsNotFound() {
    with(
        ResponsesUpstream.CHAT,
        ResponsesUpstream.CHAT.greets(),
        (client, _) -> {
          assertThatThrownBy(() -> client.responses().retrieve("resp_1"))
              .isInstanceOf(NotFoundException.class)
              .hasMessageContaining("Response with id 'resp_1' not found");
          assertThatThrownBy(() -> client.responses().delete("resp_1"))
              .isInstanceOf(NotFoundException.class);
          assertThatThrownBy(() -> client.responses().cancel("resp_1"))
              .isInstanceOf(NotFoundException.class);
          assertThatThrownBy(() -> client.responses().inputItems().list("resp_1"))
              .isInstanceOf(NotFoundException.class);
        });
  }

  @Test
  void aTargetOfBothApisIsAskedAsTheClientAsks() {
    Script script = ResponsesUpstream.RESPONSES.greets();
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .speaking(
                        "one",
                        provider,
                        connection -> new OpenAiConfig(connection, Api.BOTH),
                        "gpt-5-2025"))) {
      OpenAIClient client =
          OpenAIOkHttpClient.builder()
              .baseUrl("http://127.0.0.1:" + gateway.port() + "/v1")
              .apiKey("any")
              .build();
      List<ResponseOutputItem> output = client.responses().create(ask().build()).output();
      client.close();

      assertThat(output).hasSize(1);
      assertThat(provider.requests().getLast().head()).startsWith("POST /responses ");
      assertThat(provider.requests().getLast().body())
          .contains("\"input\":\"Hello\"", "\"model\":\"gpt-5-2025\"");
      provider.script(Scripts.answers());
      assertThat(gateway.chat(RunningGateway.WHOLE).status()).isEqualTo(200);
      assertThat(provider.requests().getLast().head()).startsWith("POST /chat/completions ");
    }
  }
}
