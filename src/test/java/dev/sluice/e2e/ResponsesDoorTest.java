package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.Keeps;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.e2e.ScriptedProvider.Script;
import dev.sluice.model.Api;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of responses as they leave the gateway, whoever serves them. */
final class ResponsesDoorTest {
  private static final String WHOLE = "{\"model\":\"chat\",\"input\":\"Hello\"}";
  private static final String STREAM = "{\"model\":\"chat\",\"input\":\"Hello\",\"stream\":true}";

  private interface Asked {
    void of(RunningGateway gateway, ScriptedProvider provider);
  }

  private static void with(ResponsesUpstream upstream, Script script, Asked asked) {
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway = new RunningGateway(upstream.behind(provider))) {
      asked.of(gateway, provider);
      gateway.awaitRest();
    }
  }

  private static Answer post(RunningGateway gateway, String path, String json) {
    try (RawClient client = gateway.client()) {
      return client.send(RawClient.request("POST", path, json)).answer();
    }
  }

  private static Answer ask(RunningGateway gateway, String json) {
    return post(gateway, "/v1/responses", json);
  }

  /** The data of the events, each of which has the name that its data says. */
  private static List<JsonNode> events(Answer answer) {
    assertThat(answer.body()).endsWith("\n\n");
    List<JsonNode> events = new ArrayList<>();
    for (String event : answer.body().strip().split("\n\n", -1)) {
      String[] lines = event.split("\n", -1);
      assertThat(lines).hasSize(2);
      assertThat(lines[1]).startsWith("data: {");
      JsonNode data = Answer.json(lines[1].substring("data: ".length()));
      assertThat(lines[0]).isEqualTo("event: " + data.path("type").asText());
      assertThat(data.path("sequence_number").asInt(-1)).isEqualTo(events.size());
      events.add(data);
    }
    return events;
  }

  private static List<String> types(List<JsonNode> events) {
    return events.stream().map(event -> event.path("type").asText()).toList();
  }

  @ParameterizedTest
  @EnumSource(ResponsesUpstream.class)
  @Keeps("RS-1")
  void eventsAreNamedAndNumberedFromTheResponseOn(ResponsesUpstream upstream) {
    with(
        upstream,
        upstream.greets(),
        (gateway, _) -> {
          Answer answer = ask(gateway, STREAM);
          assertThat(answer.header("content-type")).startsWith("text/event-stream");
          assertThat(types(events(answer)).getFirst()).isEqualTo("response.created");
        });
  }

  @ParameterizedTest
  @EnumSource(ResponsesUpstream.class)
  void whatIsToldHasBegunBefore(ResponsesUpstream upstream) {
    with(
        upstream,
        upstream.greets(),
        (gateway, _) -> {
          List<String> order = types(events(ask(gateway, STREAM)));
          assertThat(order)
              .containsSubsequence(
                  "response.created",
                  "response.output_item.added",
                  "response.content_part.added",
                  "response.output_text.delta",
                  "response.output_text.done",
                  "response.output_item.done",
                  "response.completed");
        });
  }

  @ParameterizedTest
  @EnumSource(ResponsesUpstream.class)
  @Keeps("RS-3")
  void oneTerminalEventTellsTheWholeResponse(ResponsesUpstream upstream) {
    with(
        upstream,
        upstream.greets(),
        (gateway, _) -> {
          List<JsonNode> events = events(ask(gateway, STREAM));
          assertThat(types(events)).containsOnlyOnce("response.completed");
          JsonNode response = events.getLast().path("response");
          assertThat(events.getLast().path("type").asText()).isEqualTo("response.completed");
          assertThat(response.at("/output/0/content/0/text").asText())
              .isEqualTo(ResponsesUpstream.TEXT);
          assertThat(response.at("/usage/total_tokens").asInt()).isEqualTo(7);
          assertThat(response.path("model").asText()).isEqualTo("chat");
        });
  }

  @ParameterizedTest
  @EnumSource(ResponsesUpstream.class)
  @Keeps("RS-4")
  void anErrorIsToldNestedBeforeTheFailedResponse(ResponsesUpstream upstream) {
    with(
        upstream,
        upstream.breaks(),
        (gateway, _) -> {
          List<JsonNode> events = events(ask(gateway, STREAM));
          assertThat(types(events)).endsWith("error", "response.failed");
          JsonNode error = events.get(events.size() - 2).path("error");
          assertThat(error.path("type").asText()).isEqualTo("server_error");
          assertThat(error.path("message").asText()).isNotEmpty();
          JsonNode response = events.getLast().path("response");
          assertThat(response.path("status").asText()).isEqualTo("failed");
          assertThat(response.at("/error/message").asText()).isNotEmpty();
          assertThat(response.path("id")).isEqualTo(events.getFirst().at("/response/id"));
        });
  }

  @ParameterizedTest
  @EnumSource(ResponsesUpstream.class)
  @Keeps("RS-4")
  void aStreamThatWasCutIsNoWholeResponse(ResponsesUpstream upstream) {
    with(
        upstream,
        Scripts.streams(upstream.greeting().toArray(String[]::new)),
        (gateway, _) -> {
          List<JsonNode> events = events(ask(gateway, STREAM));
          assertThat(types(events))
              .contains("response.output_text.delta")
              .endsWith("error", "response.failed");
        });
  }

  @Test
  @Keeps("RS-4")
  void whatFailsAtOnceIsTriedElsewhere() {
    Script spent =
        Scripts.streams(
            ResponsesUpstream.announced(),
            "{\"type\":\"error\",\"sequence_number\":1,\"error\":{\"type\":\"insufficient_quota\","
                + "\"code\":\"insufficient_quota\",\"message\":\"Spent.\",\"param\":null}}");
    try (ScriptedProvider first = new ScriptedProvider(spent);
        ScriptedProvider second = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway =
            RunningGateway.with(ResponsesUpstream.RESPONSES.behind(first), second)) {
      Answer answer = ask(gateway, STREAM);
      assertThat(types(events(answer)).getLast()).isEqualTo("response.completed");
      assertThat(answer.header("x-sluice-target")).startsWith("first/");
      assertThat(first.attempts()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(ResponsesUpstream.class)
  @Keeps("RS-5")
  void idsAreOfTheirKind(ResponsesUpstream upstream) {
    with(
        upstream,
        upstream.calls(),
        (gateway, _) -> {
          JsonNode response = Answer.json(ask(gateway, WHOLE).body());
          assertThat(response.path("id").asText()).startsWith("resp_");
          assertThat(response.path("output").isArray()).isTrue();
          Set<String> ids = new HashSet<>();
          for (JsonNode item : response.path("output")) {
            assertThat(item.path("id").asText()).startsWith("fc_");
            ids.add(item.path("id").asText());
          }
          assertThat(ids).hasSize(2);
          assertThat(response.at("/output/1/call_id").asText()).isEqualTo("call_2");
        });
  }

  @Test
  @Keeps("RS-6")
  void fieldsAreTranslated() {
    with(
        ResponsesUpstream.CHAT,
        ResponsesUpstream.CHAT.greets(),
        (gateway, provider) -> {
          Answer answer =
              ask(
                  gateway,
                  """
                  {"model":"chat","max_output_tokens":50,"text":{"format":{"type":"json_schema",
                   "name":"n","schema":{"type":"object"}}},"tools":[{"type":"function",
                   "name":"f","parameters":{"type":"object"}}],"input":[{"role":"user","content":
                   [{"type":"input_image","image_url":"https://example.com/a.png"}]}]}
                  """);
          assertThat(answer.status()).isEqualTo(200);
          assertThat(provider.requests().getLast().body())
              .contains(
                  "\"max_tokens\":50",
                  "\"json_schema\":{\"name\":\"n\"",
                  "\"function\":{\"name\":\"f\"",
                  "\"image_url\":{\"url\":\"https://example.com/a.png\"");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "previous_response_id, '\"resp_1\"', previous_response_not_found",
    "conversation, '\"conv_1\"', conversation_not_found",
    "prompt, '{\"id\":\"p\"}', prompt_not_found",
    "background, true, unsupported_parameter",
  })
  @Keeps("RS-7")
  void whatNeedsAStoreIsRefused(String field, String value, String code) {
    with(
        ResponsesUpstream.CHAT,
        ResponsesUpstream.CHAT.greets(),
        (gateway, provider) -> {
          Answer answer =
              ask(
                  gateway,
                  WHOLE.replace("{\"model\"", "{\"" + field + "\":" + value + ",\"model\""));
          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.error("code")).isEqualTo(code);
          assertThat(answer.error("param")).isEqualTo(field);
          assertThat(provider.attempts()).isZero();
        });
  }

  @Test
  @Keeps("RS-7")
  void nothingIsSaidToBeStored() {
    with(
        ResponsesUpstream.CHAT,
        ResponsesUpstream.CHAT.greets(),
        (gateway, _) -> {
          String asked = WHOLE.replace("{\"model\"", "{\"store\":true,\"model\"");
          JsonNode response = Answer.json(ask(gateway, asked).body());
          assertThat(response.path("store").isBoolean()).isTrue();
          assertThat(response.path("store").asBoolean()).isFalse();
          assertThat(response.path("previous_response_id").isNull()).isTrue();
        });
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/responses/resp_1, response_not_found",
    "GET, /v1/responses/resp_1?stream=true, response_not_found",
    "DELETE, /v1/responses/resp_1, response_not_found",
    "POST, /v1/responses/resp_1/cancel, response_not_found",
    "GET, /v1/responses/resp_1/input_items, response_not_found",
    "GET, /openai/responses/resp_1?api-version=2025-04-01-preview, response_not_found",
    "POST, /v1/responses/compact, unsupported_endpoint",
  })
  @Keeps("RS-7")
  void whatWouldBeStoredIsNotFound(String method, String path, String code) {
    with(
        ResponsesUpstream.CHAT,
        ResponsesUpstream.CHAT.greets(),
        (gateway, _) -> {
          Answer answer = gateway.ask(method, path);
          assertThat(answer.status()).isEqualTo(404);
          assertThat(answer.error("code")).isEqualTo(code);
          assertThat(answer.error("type")).isEqualTo("invalid_request_error");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/openai/responses?api-version=2025-04-01-preview",
        "/openai/v1/responses",
        "/openai/v1/responses?api-version=preview"
      })
  @Keeps("OT-6")
  void azuresPathsAreServed(String path) {
    with(
        ResponsesUpstream.RESPONSES,
        ResponsesUpstream.RESPONSES.greets(),
        (gateway, provider) -> {
          assertThat(post(gateway, path, WHOLE).status()).isEqualTo(200);
          assertThat(provider.requests().getLast().head()).startsWith("POST /responses HTTP/1.1");
        });
  }

  @Test
  void theSameDialectPassesUntouched() {
    String asked =
        "{ \"model\":\"chat\",\"input\":\"Hello\",  \"previous_response_id\":\"resp_0\","
            + "\"tools\":[{\"type\":\"web_search\"}],\"seed\":1e-7, \"unheard\":\"of\"}";
    with(
        ResponsesUpstream.RESPONSES,
        ResponsesUpstream.RESPONSES.greets(),
        (gateway, provider) -> {
          assertThat(ask(gateway, asked).status()).isEqualTo(200);
          assertThat(provider.requests().getLast().body())
              .isEqualTo(asked.replace("\"chat\"", "\"gpt-5-2025\""));
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web_search",
        "web_search_preview",
        "file_search",
        "code_interpreter",
        "computer_use_preview",
        "image_generation",
        "mcp",
        "custom"
      })
  void builtInToolsAreRefusedByName(String tool) {
    with(
        ResponsesUpstream.CHAT,
        ResponsesUpstream.CHAT.greets(),
        (gateway, provider) -> {
          Answer answer = ask(gateway, with(tool));
          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.error("message")).contains("`" + tool + "`");
          assertThat(answer.error("param")).isEqualTo("tools");
          assertThat(answer.error("code")).isEqualTo("unsupported_parameter");
          assertThat(provider.attempts()).isZero();
        });
  }

  private static String with(String tool) {
    return WHOLE.replace(
        "{\"model\"",
        "{\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"parameters\":{}},{\"type\":\""
            + tool
            + "\"}],\"model\"");
  }

  @Test
  void builtInToolsGoWhereTheyRun() {
    try (ScriptedProvider chats = new ScriptedProvider(ResponsesUpstream.CHAT.greets());
        ScriptedProvider own = new ScriptedProvider(ResponsesUpstream.RESPONSES.greets());
        RunningGateway gateway =
            new RunningGateway(
                ResponsesUpstream.CHAT
                    .behind(chats)
                    .speaking(
                        "two",
                        own,
                        connection -> new OpenAiConfig(connection, Api.BOTH),
                        "gpt-5-2025"))) {
      assertThat(ask(gateway, WHOLE).header("x-sluice-target")).startsWith("one/");
      Answer answer = ask(gateway, with("web_search"));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.header("x-sluice-target")).startsWith("two/");
      assertThat(chats.attempts()).isEqualTo(1);
      gateway.awaitRest();
    }
  }

  @Test
  void aPromptsTokensAreEstimated() {
    with(
        ResponsesUpstream.CHAT,
        ResponsesUpstream.CHAT.greets(),
        (gateway, provider) -> {
          JsonNode counted = Answer.json(post(gateway, "/v1/responses/input_tokens", WHOLE).body());
          assertThat(counted.path("object").asText()).isEqualTo("response.input_tokens");
          assertThat(counted.path("input_tokens").asInt()).isPositive();
          assertThat(provider.attempts()).isZero();
        });
  }

  @Test
  void anEarlyFaultIsAnOrdinaryError() {
    with(
        ResponsesUpstream.CHAT,
        ResponsesUpstream.CHAT.greets(),
        (gateway, _) -> {
          Answer answer = ask(gateway, "{\"model\":\"chat\"}");
          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.error("param")).isEqualTo("input");
        });
  }
}
