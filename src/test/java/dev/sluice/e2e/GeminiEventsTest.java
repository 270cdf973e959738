package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams as clients of Gemini get them, by the bytes. */
final class GeminiEventsTest {
  private static final String PATH = "/v1beta/models/chat:streamGenerateContent?alt=sse";

  private static Answer told(Settings settings) {
    try (RunningGateway gateway = new RunningGateway(settings)) {
      return MessagesScripts.at(PATH, gateway, Door.GEMINI.body());
    }
  }

  /** Chunks of a stream: one line of data each, a blank line behind all of them, nothing else. */
  private static List<JsonNode> chunks(String body) {
    assertThat(body).endsWith("}\r\n\r\n");
    List<JsonNode> chunks = new ArrayList<>();
    for (String event : body.substring(0, body.length() - 4).split("\r\n\r\n", -1)) {
      assertThat(event).startsWith("data: {").doesNotContain("\n", "\r");
      JsonNode chunk = Answer.json(event.substring("data: ".length()));
      assertThat(chunk.has("error") || chunk.has("candidates") || chunk.has("promptFeedback"))
          .as(event)
          .isTrue();
      chunks.add(chunk);
    }
    return chunks;
  }

  private static void assertError(JsonNode last) {
    JsonNode error = last.path("error");
    assertThat(error.path("code").isIntegralNumber()).isTrue();
    assertThat(error.path("code").asInt()).isBetween(400, 599);
    assertThat(error.path("message").asText()).isNotEmpty();
    assertThat(error.path("status").asText()).matches("[A-Z_]+");
  }

  static Stream<Arguments> examples() {
    return EnumSet.complementOf(EnumSet.of(ExampleProvider.GEMINI)).stream()
        .flatMap(speaker -> speaker.examples().map(file -> Arguments.of(speaker, file)));
  }

  @ParameterizedTest
  @MethodSource("examples")
  @Keeps("GM-1")
  void everyStreamIsChunksAndNothingElse(ExampleProvider speaker, Path example) throws IOException {
    String events = Files.readString(example);
    try (ScriptedProvider provider = new ScriptedProvider(MessagesScripts.streams(events))) {
      Answer answer = told(speaker.behind(provider));

      if (answer.status() != 200) {
        assertError(Answer.json(answer.body()));
        assertThat(Answer.json(answer.body()).at("/error/code").asInt()).isEqualTo(answer.status());
        return;
      }
      List<JsonNode> chunks = chunks(answer.body());
      assertThat(chunks.subList(0, chunks.size() - 1)).noneMatch(chunk -> chunk.has("error"));
      JsonNode last = chunks.getLast();
      if (last.has("error")) {
        assertError(last);
      } else {
        assertThat(chunks.toString()).contains("finishReason");
      }
    }
  }

  private static Script breaks(ExampleProvider speaker) {
    return switch (speaker) {
      case CHAT -> ResponsesUpstream.CHAT.breaks();
      case RESPONSES -> ResponsesUpstream.RESPONSES.breaks();
      case MESSAGES -> ResponsesUpstream.MESSAGES.breaks();
      case GEMINI ->
          Scripts.streams(GeminiTargetTest.HELLO, GeminiTargetTest.error(503, "UNAVAILABLE"));
    };
  }

  @ParameterizedTest
  @EnumSource
  @Keeps("GM-1")
  void anErrorInTheMiddleIsTheLastChunk(ExampleProvider speaker) {
    try (ScriptedProvider provider = new ScriptedProvider(breaks(speaker))) {
      List<JsonNode> chunks = chunks(told(speaker.behind(provider)).body());

      assertThat(chunks.getFirst().has("candidates")).isTrue();
      assertError(chunks.getLast());
    }
  }

  @ParameterizedTest
  @EnumSource
  @Keeps("GM-1")
  void googlesOwnClientThrowsIt(ExampleProvider speaker) {
    try (ScriptedProvider provider = new ScriptedProvider(breaks(speaker));
        RunningGateway gateway = new RunningGateway(speaker.behind(provider));
        Client client =
            Client.builder()
                .apiKey("any")
                .httpOptions(
                    HttpOptions.builder()
                        .baseUrl("http://127.0.0.1:" + gateway.port())
                        .timeout(10_000)
                        .build())
                .build()) {
      StringBuilder heard = new StringBuilder();
      ApiException thrown =
          catchThrowableOfType(
              ApiException.class,
              () -> {
                try (ResponseStream<GenerateContentResponse> stream =
                    client.models.generateContentStream("chat", "Grüße", null)) {
                  stream.forEach(response -> heard.append(response.text()));
                }
              });

      assertThat(thrown.code()).isBetween(400, 599);
      assertThat(heard.toString()).startsWith("Grüße, ");
    }
  }
}
