package dev.sluice.e2e;

import static dev.sluice.e2e.MessagesScripts.ASK;
import static dev.sluice.e2e.MessagesScripts.STREAM;
import static dev.sluice.e2e.MessagesScripts.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of Anthropic's dialect before a target of OpenAI's, by the bytes. */
final class MessagesTranslatedTest {
  private static final Set<String> KNOWN =
      Set.of(
          "message_start",
          "content_block_start",
          "content_block_delta",
          "content_block_stop",
          "message_delta",
          "message_stop",
          "ping");

  private interface Asked {
    void of(RunningGateway gateway, ScriptedProvider provider);
  }

  private static void with(Script script, Asked asked) {
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway =
            RunningGateway.with(new Settings().failover("retries", 0), provider)) {
      asked.of(gateway, provider);
      gateway.awaitRest();
    }
  }

  private static String chunk(String delta) {
    return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"up\","
        + "\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":null}]}";
  }

  private static String call(int index, String id, String arguments) {
    String head = id.isEmpty() ? "" : "\"id\":\"" + id + "\",\"type\":\"function\",";
    String name = id.isEmpty() ? "" : "\"name\":\"f_" + id + "\",";
    return chunk(
        "{\"tool_calls\":[{\"index\":"
            + index
            + ","
            + head
            + "\"function\":{"
            + name
            + "\"arguments\":\""
            + arguments
            + "\"}}]}");
  }

  private static String delta(int index, String said) {
    return "delta\",\"index\":" + index + ",\"delta\":{\"type\":\"" + said + "\"}}";
  }

  private static String tool(int index, String id) {
    return "start\",\"index\":%d,\"content_block\":{\"type\":\"tool_use\",\"id\":\"%s\","
            .formatted(index, id)
        + "\"name\":\"f_%s\",\"input\":{}}}".formatted(id);
  }

  /** Types of the events in their order; their names must say the same. */
  private static List<String> types(String events) {
    List<String> types = new ArrayList<>();
    assertThat(events).endsWith("\n\n");
    for (String event : events.strip().split("\n\n", -1)) {
      String[] lines = event.split("\n", -1);
      assertThat(lines).hasSize(2);
      String type = Answer.json(lines[1].substring("data: ".length())).get("type").asText();
      assertThat(lines[0]).isEqualTo("event: " + type);
      types.add(type);
    }
    return types;
  }

  @Test
  void aRequestIsTranslatedAndItsAnswerToo() {
    with(
        Scripts.answers(),
        (gateway, provider) -> {
          Answer answer = ask(gateway, ASK);
          assertThat(answer.status()).isEqualTo(200);
          String id = Answer.json(answer.body()).path("id").asText();
          assertThat(id).isEqualTo("msg_" + answer.header("x-request-id"));
          assertThat(Answer.json(answer.body().replace(id, "msg_1")))
              .isEqualTo(
                  Answer.json(
                      """
                      {"id":"msg_1","type":"message","role":"assistant","model":"chat",
                       "content":[{"type":"text","text":"Grüße, 世界"}],"stop_reason":"end_turn",
                       "stop_sequence":null,"usage":{"input_tokens":5,"output_tokens":2,
                       "cache_creation_input_tokens":0,"cache_read_input_tokens":0}}
                      """));
          ScriptedProvider.Seen seen = provider.requests().getLast();
          assertThat(seen.head()).startsWith("POST /v1/chat/completions");
          assertThat(seen.body()).contains("\"max_tokens\":64", "Grüße");
        });
  }

  @Test
  @Keeps({"AN-3", "AN-4", "AN-5", "AN-6"})
  void aStreamIsWhatClientsExpect() {
    with(
        Scripts.streams(),
        (gateway, provider) -> {
          Answer answer = ask(gateway, STREAM);
          assertThat(types(answer.body()))
              .containsExactly(
                  "message_start",
                  "content_block_start",
                  "content_block_delta",
                  "content_block_stop",
                  "message_delta",
                  "message_stop")
              .allMatch(KNOWN::contains);
          assertThat(answer.body())
              .containsPattern("message_start.*\"input_tokens\":[0-9]+")
              .containsPattern("message_delta.*\"stop_reason\":\"end_turn\".*\"output_tokens\":2");
          assertThat(provider.requests().getLast().body()).contains("\"include_usage\":true");
        });
  }

  @Test
  @Keeps("AN-7")
  void parallelCallsThatAreToldByTurnsBecomeBlocks() {
    with(
        Scripts.streams(
            chunk("{\"role\":\"assistant\",\"content\":\"Let me see.\"}"),
            call(0, "a", "{\\\"x\\\":"),
            call(1, "b", ""),
            call(0, "", "1}"),
            call(1, "", "{}"),
            chunk("{}").replace("null", "\"tool_calls\""),
            "[DONE]"),
        (gateway, _) -> {
          List<String> blocks =
              ask(gateway, STREAM)
                  .body()
                  .lines()
                  .filter(line -> line.startsWith("data: {\"type\":\"content_block"))
                  .map(line -> line.substring("data: {\"type\":\"content_block_".length()))
                  .toList();
          assertThat(blocks)
              .containsExactly(
                  "start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                  delta(0, "text_delta\",\"text\":\"Let me see."),
                  "stop\",\"index\":0}",
                  tool(1, "a"),
                  delta(1, "input_json_delta\",\"partial_json\":\"{\\\"x\\\":"),
                  delta(1, "input_json_delta\",\"partial_json\":\"1}"),
                  "stop\",\"index\":1}",
                  tool(2, "b"),
                  delta(2, "input_json_delta\",\"partial_json\":\"{}"),
                  "stop\",\"index\":2}");
        });
  }

  @Test
  @Keeps("AN-8")
  void thoughtsAreBlocksOfTheirOwn() {
    with(
        Scripts.streams(
            chunk("{\"role\":\"assistant\",\"reasoning_content\":\"Hm.\"}"),
            chunk("{\"content\":\"Yes.\"}"),
            chunk("{}").replace("null", "\"stop\""),
            "[DONE]"),
        (gateway, _) ->
            assertThat(ask(gateway, STREAM).body())
                .contains(
                    "\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}",
                    "\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"Hm.\"}",
                    "\"index\":1,\"content_block\":{\"type\":\"text\""));
  }

  @Test
  @Keeps("AN-9")
  void whatBreaksTheStreamIsANamedEvent() {
    with(
        Scripts.streams(Scripts.ROLE, Scripts.HELLO, Scripts.error("server_error", "server_error")),
        (gateway, _) ->
            assertThat(ask(gateway, STREAM).body())
                .contains("Grüße, 世界")
                .containsPattern("event: error\ndata: \\{\"type\":\"error\",\"error\":\\{\"type\":")
                .doesNotContain("message_stop"));
  }

  @Test
  @Keeps("AN-9")
  void aStreamThatWasCutEndsInAnError() {
    with(
        Scripts.streams(Scripts.ROLE, Scripts.HELLO),
        (gateway, _) ->
            assertThat(ask(gateway, STREAM).body())
                .contains("Grüße, 世界", "event: error\n")
                .doesNotContain("message_stop"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error, invalid_value, 400, invalid_request_error",
    "401, invalid_request_error, invalid_api_key, 502, api_error",
    "404, invalid_request_error, model_not_found, 404, not_found_error",
    "429, rate_limit_error, rate_limit_exceeded, 429, rate_limit_error",
    "429, insufficient_quota, insufficient_quota, 402, billing_error",
    "500, server_error, server_error, 502, api_error",
    "503, server_error, server_is_overloaded, 529, overloaded_error",
  })
  @Keeps("AN-10")
  void anErrorIsToldInTheDialect(int status, String type, String code, int seen, String told) {
    with(
        Scripts.refuses(status, type, code),
        (gateway, _) -> {
          Answer answer = ask(gateway, ASK);
          assertThat(answer.status()).isEqualTo(seen);
          assertThat(answer.error("type")).isEqualTo(told);
        });
  }

  @Test
  void whatIsNotCarriedIsNamedOrRefused() {
    with(
        Scripts.answers(),
        (gateway, provider) -> {
          String body = ASK.replace("\"max_tokens\"", "\"top_k\":5,\"max_tokens\"");
          assertThat(ask(gateway, body).header("x-sluice-dropped")).startsWith("top_k;");
          Answer strict = ask(gateway, body, "x-sluice-strict: true");
          assertThat(strict.status()).isEqualTo(400);
          assertThat(strict.error("message")).contains("top_k");
          assertThat(provider.attempts()).isEqualTo(1);
        });
  }

  @Test
  @Keeps("RT-10")
  void newsOfTheDialectDoNotGoToAnotherOne() {
    with(
        Scripts.answers(),
        (gateway, provider) -> {
          assertThat(ask(gateway, ASK, "anthropic-beta: x-1").status()).isEqualTo(200);
          assertThat(provider.requests().getLast().head()).doesNotContain("anthropic");
        });
  }

  @Test
  void aLongRequestIsTranslatedAsAShortOne() {
    with(
        Scripts.answers(),
        (gateway, provider) -> {
          String words = "word ".repeat(100_000);
          assertThat(ask(gateway, ASK.replace("Grüße", words)).status()).isEqualTo(200);
          assertThat(provider.requests().getLast().body()).contains(words);
        });
  }

  @Test
  @Keeps("AN-6")
  void theSimulatorServesThemToo() {
    Set<String> seen = new HashSet<>();
    try (RunningGateway gateway = new RunningGateway(Settings.simulated())) {
      Answer whole = ask(gateway, ASK);
      assertThat(whole.status()).isEqualTo(200);
      assertThat(whole.body()).contains("\"type\":\"message\"");
      seen.addAll(types(ask(gateway, STREAM).body()));
    }
    assertThat(seen).contains("message_start", "message_stop").allMatch(KNOWN::contains);
  }
}
