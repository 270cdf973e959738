package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** {@code parallel_tool_calls: false} at providers that cannot be told so. */
final class OneCallTest {
  private static final String CALLS =
      GeminiTargetTest.chunk(
          "[{\"functionCall\":{\"name\":\"weather\",\"args\":{\"city\":\"Köln\"}},"
              + "\"thoughtSignature\":\"c2ln\"},"
              + "{\"functionCall\":{\"name\":\"weather\",\"args\":{\"city\":\"Bonn\"}}}]",
          "STOP");

  private static String ask(boolean stream, String parallel) {
    return "{\"model\":\"chat\",\"stream\":"
        + stream
        + ",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]"
        + parallel
        + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":"
        + "{\"type\":\"object\"}}}]}";
  }

  @Test
  void ofSeveralCallsTheFirstIsTold() {
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.answers(200, CALLS));
        RunningGateway gateway =
            new RunningGateway(GeminiTargetTest.before(provider, "gemini-2.5-flash"))) {
      Answer one =
          gateway.chat(ask(false, ",\"parallel_tool_calls\":false"), "x-sluice-strict: true");
      assertThat(one.status()).as(one.body()).isEqualTo(200);
      JsonNode choice = Answer.json(one.body()).at("/choices/0");
      assertThat(choice.at("/message/tool_calls")).hasSize(1);
      assertThat(choice.at("/message/tool_calls/0/function/arguments").asText()).contains("Köln");
      assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
      assertThat(one.header("x-sluice-dropped")).isNull();

      Answer both = gateway.chat(ask(false, ""));
      assertThat(Answer.json(both.body()).at("/choices/0/message/tool_calls")).hasSize(2);
      gateway.awaitRest();
    }
  }

  @Test
  void aStreamTellsTheFirstToo() {
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.streams(CALLS));
        RunningGateway gateway =
            new RunningGateway(GeminiTargetTest.before(provider, "gemini-2.5-flash"))) {
      Answer answer = gateway.chat(ask(true, ",\"parallel_tool_calls\":false"));
      assertThat(answer.body())
          .contains("Köln", "\"finish_reason\":\"tool_calls\"")
          .doesNotContain("Bonn", "\"index\":1");
      assertThat(answer.data()).endsWith("[DONE]");
      gateway.awaitRest();
    }
  }
}
