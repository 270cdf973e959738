package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Gemini says that others do not, on its way to clients of OpenAI's dialect. */
final class GeminiOdditiesTest {
  private static final String HEAD =
      "{\"modelVersion\":\"gemini-2.5-flash\",\"responseId\":\"r1\",";
  private static final String COUNTS =
      "\"usageMetadata\":{\"promptTokenCount\":5,\"candidatesTokenCount\":2,\"totalTokenCount\":7}}";
  private static final String CALL =
      "{\"functionCall\":{\"name\":\"look\",\"args\":{\"city\":\"Köln\"}}}";

  /** Oddities, and what becomes of each. */
  enum Oddity {
    NO_CANDIDATES("Hi", "stop"),
    USAGE_OF_TRAFFIC_ALONE("Hi", "stop"),
    SIGNED_SILENCE("Hi", "stop"),
    CALL_WITHOUT_ID("", "tool_calls"),
    CALL_AT_THE_STOP("", "tool_calls"),
    BLOCKED_PROMPT("", "content_filter");

    private final String text;
    private final String finish;

    Oddity(String text, String finish) {
      this.text = text;
      this.finish = finish;
    }

    boolean calls() {
      return finish.equals("tool_calls");
    }

    boolean counted() {
      return this != BLOCKED_PROMPT;
    }

    String[] chunks() {
      return switch (this) {
        case NO_CANDIDATES ->
            new String[] {HEAD + "\"candidates\":[]," + COUNTS, said("Hi", "STOP")};
        case USAGE_OF_TRAFFIC_ALONE ->
            new String[] {
              HEAD + "\"usageMetadata\":{\"trafficType\":\"ON_DEMAND\"}}", said("Hi", "STOP")
            };
        case SIGNED_SILENCE ->
            new String[] {
              said("Hi", null), parts("{\"text\":\"\",\"thoughtSignature\":\"c2ln\"}", "STOP")
            };
        case CALL_WITHOUT_ID -> new String[] {parts(CALL, null), parts("{\"text\":\"\"}", "STOP")};
        case CALL_AT_THE_STOP -> new String[] {parts(CALL, "STOP")};
        case BLOCKED_PROMPT ->
            new String[] {
              HEAD
                  + "\"promptFeedback\":{\"blockReason\":\"SAFETY\"},"
                  + "\"usageMetadata\":{\"promptTokenCount\":5,\"totalTokenCount\":5}}"
            };
      };
    }
  }

  private static String said(String text, @Nullable String finish) {
    return parts("{\"text\":\"" + text + "\"}", finish);
  }

  private static String parts(String part, @Nullable String finish) {
    return HEAD
        + "\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":["
        + part
        + "]}"
        + (finish == null ? "" : ",\"finishReason\":\"" + finish + "\"")
        + "}],"
        + COUNTS;
  }

  private static Answer asked(Script script, String json) {
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway = new RunningGateway(Speaker.GEMINI.behind(provider))) {
      return gateway.chat(json);
    }
  }

  private static List<JsonNode> chunks(Answer answer) {
    List<String> data = new ArrayList<>(answer.data());
    assertThat(data.removeLast()).isEqualTo(Scripts.DONE);
    return data.stream().map(Answer::json).toList();
  }

  private static void assertTold(Oddity oddity, List<JsonNode> chunks) {
    StringBuilder text = new StringBuilder();
    StringBuilder arguments = new StringBuilder();
    List<String> ids = new ArrayList<>();
    List<String> finishes = new ArrayList<>();
    for (JsonNode chunk : chunks) {
      JsonNode delta = chunk.at("/choices/0/delta");
      text.append(delta.path("content").asText(""));
      arguments.append(delta.at("/tool_calls/0/function/arguments").asText(""));
      if (delta.at("/tool_calls/0").has("id")) {
        ids.add(delta.at("/tool_calls/0/id").asText());
      }
      if (chunk.at("/choices/0/finish_reason").isTextual()) {
        finishes.add(chunk.at("/choices/0/finish_reason").asText());
      }
    }
    assertThat(text).hasToString(oddity.text);
    assertThat(finishes).containsExactly(oddity.finish);
    assertThat(arguments).hasToString(oddity.calls() ? "{\"city\":\"Köln\"}" : "");
    assertThat(ids).hasSize(oddity.calls() ? 1 : 0).noneMatch(String::isBlank);
    JsonNode usage = chunks.getLast().path("usage");
    assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(5);
    assertThat(usage.path("completion_tokens").asInt()).isEqualTo(oddity.counted() ? 2 : 0);
  }

  @ParameterizedTest
  @EnumSource
  @Keeps("GM-2")
  void aStreamIsUnderstood(Oddity oddity) {
    Answer answer = asked(Scripts.streams(oddity.chunks()), RunningGateway.STREAM);

    assertTold(oddity, chunks(answer));
  }

  @ParameterizedTest
  @EnumSource
  @Keeps("GM-2")
  void anArrayInPlaceOfAStreamIsUnderstood(Oddity oddity) {
    String array = "[" + String.join(",\r\n", oddity.chunks()) + "]";
    Answer answer = asked(Scripts.answers(200, array), RunningGateway.STREAM);

    assertTold(oddity, chunks(answer));
  }

  @ParameterizedTest
  @EnumSource(names = {"CALL_AT_THE_STOP", "BLOCKED_PROMPT"})
  @Keeps("GM-2")
  void aWholeAnswerIsUnderstood(Oddity oddity) {
    JsonNode answer =
        Answer.json(asked(Scripts.answers(200, oddity.chunks()[0]), RunningGateway.WHOLE).body());

    JsonNode choice = answer.at("/choices/0");
    assertThat(choice.path("finish_reason").asText()).isEqualTo(oddity.finish);
    assertThat(choice.at("/message/content").isNull()).isTrue();
    if (oddity.calls()) {
      assertThat(choice.at("/message/tool_calls/0/id").asText()).isNotBlank();
      assertThat(choice.at("/message/tool_calls/0/function/arguments").asText())
          .isEqualTo("{\"city\":\"Köln\"}");
    }
  }

  @Test
  @Keeps("GM-2")
  void callsWithoutIdsGetDifferentOnes() {
    Answer answer =
        asked(Scripts.answers(200, parts(CALL + "," + CALL, "STOP")), RunningGateway.WHOLE);

    JsonNode calls = Answer.json(answer.body()).at("/choices/0/message/tool_calls");
    assertThat(calls).hasSize(2);
    assertThat(calls.get(0).path("id").asText()).isNotEqualTo(calls.get(1).path("id").asText());
  }
}
