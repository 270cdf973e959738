package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlock;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.anthropic.models.models.ModelInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Anthropic's own client before providers of both dialects, who say the same. */
final class AnthropicClientTest {
  private static final String HELLO = "Grüße, 世界";

  private interface Asked {
    void of(AnthropicClient client, ScriptedProvider provider);
  }

  private static void with(ProviderKind kind, Script script, Asked asked) {
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway = kind.gateway(provider)) {
      AnthropicClient client = client(gateway, 0);
      asked.of(client, provider);
      client.close();
      gateway.awaitRest();
    }
  }

  private static AnthropicClient client(RunningGateway gateway, int retries) {
    return AnthropicOkHttpClient.builder()
        .baseUrl("http://127.0.0.1:" + gateway.port())
        .apiKey("any")
        .maxRetries(retries)
        .timeout(Duration.ofSeconds(10))
        .build();
  }

  private static MessageCreateParams.Builder ask() {
    return MessageCreateParams.builder().model("chat").maxTokens(4096).addUserMessage("Grüße");
  }

  private static Message streamed(AnthropicClient client, MessageCreateParams asked) {
    MessageAccumulator whole = MessageAccumulator.create();
    try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(asked)) {
      stream.stream().forEach(whole::accumulate);
    }
    return whole.message();
  }

  /** The same question twice: answered whole, and streamed. */
  private static List<Message> both(AnthropicClient client, MessageCreateParams asked) {
    return List.of(client.messages().create(asked), streamed(client, asked));
  }

  private static String text(Message answer) {
    return answer.content().stream()
        .flatMap(block -> block.text().stream())
        .map(TextBlock::text)
        .reduce("", String::concat);
  }

  private static JsonNode body(ScriptedProvider provider) {
    return Answer.json(provider.requests().getLast().body());
  }

  private static Tool weather() {
    return Tool.builder()
        .name("weather")
        .description("of a city")
        .inputSchema(
            Tool.InputSchema.builder()
                .properties(
                    Tool.InputSchema.Properties.builder()
                        .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
                        .build())
                .addRequired("city")
                .build())
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void aChat(ProviderKind kind) {
    with(
        kind,
        kind.text(),
        (client, _) -> {
          for (Message answer : both(client, ask().system("Be brief.").build())) {
            assertThat(text(answer)).isEqualTo(HELLO);
            assertThat(answer.model().asString()).isEqualTo("chat");
            assertThat(answer.stopReason()).contains(StopReason.END_TURN);
            assertThat(answer.usage().inputTokens()).isEqualTo(5);
            assertThat(answer.usage().outputTokens()).isEqualTo(2);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  @Keeps("AN-7")
  void toolsInTwoTurnsAndSeveralAtOnce(ProviderKind kind) {
    with(
        kind,
        kind.calls(),
        (client, provider) -> {
          MessageCreateParams first = ask().addTool(weather()).build();
          for (Message answer : both(client, first)) {
            assertThat(answer.stopReason()).contains(StopReason.TOOL_USE);
            assertThat(text(answer)).isEqualTo("Let me see.");
            assertThat(uses(answer)).extracting(ToolUseBlock::name).containsOnly("weather");
            assertThat(uses(answer))
                .extracting(use -> use._input().convert(Map.class))
                .containsExactly(Map.of("city", "Köln"), Map.of("city", "Bonn"));
            provider.script(kind.text());
            Message second =
                client
                    .messages()
                    .create(
                        first.toBuilder()
                            .addMessage(answer)
                            .addUserMessageOfContentBlockParams(results(answer))
                            .build());
            assertThat(text(second)).isEqualTo(HELLO);
            assertThat(provider.requests().getLast().body()).contains("rain in Köln", "12 °C");
            provider.script(kind.calls());
          }
        });
  }

  private static List<ToolUseBlock> uses(Message answer) {
    return answer.content().stream().flatMap(block -> block.toolUse().stream()).toList();
  }

  private static List<ContentBlockParam> results(Message answer) {
    List<ToolUseBlock> uses = uses(answer);
    return List.of(
        result(uses.get(0).id(), "rain in Köln"),
        result(uses.get(1).id(), "12 °C"),
        ContentBlockParam.ofText(
            com.anthropic.models.messages.TextBlockParam.builder().text("Go on.").build()));
  }

  private static ContentBlockParam result(String id, String said) {
    return ContentBlockParam.ofToolResult(
        ToolResultBlockParam.builder().toolUseId(id).content(said).build());
  }

  @ParameterizedTest
  @EnumSource
  void images(ProviderKind kind) {
    with(
        kind,
        kind.text(),
        (client, provider) -> {
          ContentBlockParam image =
              ContentBlockParam.ofImage(
                  Base64ImageSource.builder()
                      .data("iVBORw0KGgo=")
                      .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                      .build());
          Message answer =
              client
                  .messages()
                  .create(ask().addUserMessageOfContentBlockParams(List.of(image)).build());
          assertThat(text(answer)).isEqualTo(HELLO);
          assertThat(body(provider).toString())
              .contains(
                  kind == ProviderKind.OPENAI
                      ? "data:image/png;base64,iVBORw0KGgo="
                      : "\"data\":\"iVBORw0KGgo=\"");
        });
  }

  @ParameterizedTest
  @EnumSource
  @Keeps("AN-8")
  void thoughts(ProviderKind kind) {
    with(
        kind,
        kind.thinks(),
        (client, _) -> {
          for (Message answer : both(client, ask().enabledThinking(2048).build())) {
            ContentBlock first = answer.content().getFirst();
            assertThat(first.asThinking().thinking()).isEqualTo("Hm.");
            assertThat(first.asThinking().signature())
                .isEqualTo(kind == ProviderKind.ANTHROPIC ? "c2ln" : "");
            assertThat(text(answer)).isEqualTo(HELLO);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerBySchema(ProviderKind kind) {
    with(
        kind,
        kind.text(),
        (client, provider) -> {
          JsonOutputFormat format =
              JsonOutputFormat.builder()
                  .schema(
                      JsonOutputFormat.Schema.builder()
                          .putAdditionalProperty("type", JsonValue.from("object"))
                          .build())
                  .build();
          OutputConfig output = OutputConfig.builder().format(format).build();
          assertThat(text(client.messages().create(ask().outputConfig(output).build())))
              .isEqualTo(HELLO);
          assertThat(
                  body(provider)
                      .at(
                          kind == ProviderKind.OPENAI
                              ? "/response_format/json_schema/schema/type"
                              : "/output_config/format/schema/type")
                      .asText())
              .isEqualTo("object");
        });
  }

  static Stream<Arguments> errors() {
    Object[][] told = {
      {400, "invalid_request_error", "BadRequestException", 400},
      {402, "billing_error", "PaymentRequiredException", 402},
      {404, "invalid_request_error", "NotFoundException", 404},
      {408, "timeout_error", "ServiceUnavailableException", 503},
      {412, "invalid_request_error", "PreconditionFailedException", 412},
      {413, "request_too_large", "ContentTooLargeException", 413},
      {422, "invalid_request_error", "UnprocessableEntityException", 422},
      {429, "rate_limit_error", "RateLimitException", 429},
      {500, "api_error", "InternalServerException", 502},
      {529, "overloaded_error", "OverloadedException", 529},
    };
    return Stream.of(ProviderKind.values())
        .flatMap(kind ->
            Arrays.stream(told).map(one -> Arguments.of(kind, one[0], one[1], one[2], one[3])));
  }

  @ParameterizedTest
  @MethodSource("errors")
  @Keeps("AN-10")
  void errorsByTheirStatus(ProviderKind kind, int status, String type, String thrown, int seen) {
    with(
        kind,
        Scripts.answers(status, kind.error(type)),
        (client, _) ->
            assertThatThrownBy(() -> client.messages().create(ask().build()))
                .isInstanceOfSatisfying(
                    AnthropicServiceException.class,
                    e -> {
                      assertThat(e.statusCode()).isEqualTo(seen);
                      assertThat(e.getClass().getSimpleName()).isEqualTo(thrown);
                      assertThat(e.requestId()).isPresent();
                      assertThat(e.type()).isPresent();
                    }));
  }

  @ParameterizedTest
  @EnumSource
  @Keeps("AN-9")
  void anErrorInTheMiddleOfAStream(ProviderKind kind) {
    with(
        kind,
        kind.breaks(),
        (client, _) ->
            assertThatThrownBy(() -> streamed(client, ask().build()))
                .isInstanceOf(AnthropicServiceException.class));
  }

  @ParameterizedTest
  @EnumSource
  void aRetry(ProviderKind kind) {
    Script refuses = Scripts.answers(429, kind.error("rate_limit_error"), "retry-after-ms: 1");
    try (ScriptedProvider provider = new ScriptedProvider(Script.inTurn(refuses, kind.text()));
        RunningGateway gateway = kind.gateway(provider)) {
      AnthropicClient client = client(gateway, 2);
      assertThat(text(client.messages().create(ask().build()))).isEqualTo(HELLO);
      assertThat(provider.attempts()).isEqualTo(2);
      client.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoStopsReadingIsNotServedAnyMore(ProviderKind kind) {
    Script endless =
        (_, socket) -> {
          String said =
              kind == ProviderKind.OPENAI
                  ? Scripts.events(Scripts.ROLE, Scripts.HELLO)
                  : MessagesScripts.START + MessagesScripts.TEXT;
          socket.write(Scripts.streamHead().appendBuffer(Scripts.chunk(said)));
        };
    with(
        kind,
        endless,
        (client, provider) -> {
          try (StreamResponse<RawMessageStreamEvent> stream =
              client.messages().createStreaming(ask().build())) {
            assertThat(stream.stream().findFirst()).isPresent();
          }
          await().untilAsserted(() -> assertThat(provider.open()).isEmpty());
        });
  }

  @Test
  @Keeps("AN-12")
  void tokensAndModels() {
    with(
        ProviderKind.OPENAI,
        ProviderKind.OPENAI.text(),
        (client, _) -> {
          MessageCountTokensParams prompt =
              MessageCountTokensParams.builder().model("chat").addUserMessage("Grüße").build();
          assertThat(client.messages().countTokens(prompt).inputTokens()).isBetween(3L, 20L);
          assertThat(client.models().list().autoPager())
              .extracting(ModelInfo::id)
              .contains("chat", "calm");
          assertThat(client.models().retrieve("chat").displayName()).isEqualTo("chat");
        });
  }
}
