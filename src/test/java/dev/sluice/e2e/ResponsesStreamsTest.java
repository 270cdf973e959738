package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How responses begin, end and are named, whoever makes them. */
final class ResponsesStreamsTest {
  private static final String PATH = "/v1/responses";
  private static final String WHOLE = "{\"model\":\"chat\",\"input\":\"Hello\"}";
  private static final String STREAM = WHOLE.replace("{", "{\"stream\":true,");

  private static Answer told(Settings settings, String json) {
    try (RunningGateway gateway = new RunningGateway(settings);
        RawClient client = gateway.client()) {
      return client.send(RawClient.request("POST", PATH, json)).answer();
    }
  }

  private static Answer told(Speaker speaker, Script script, String json) {
    try (ScriptedProvider provider = new ScriptedProvider(script)) {
      return told(speaker.behind(provider), json);
    }
  }

  private static String[] numbered(String fault) {
    List<String> events = new ArrayList<>(ResponsesUpstream.RESPONSES.greeting());
    events.add(
        "{\"type\":\"response.completed\",\"sequence_number\":4,\"response\":{\"id\":\"resp_1\","
            + "\"object\":\"response\",\"model\":\"gpt-5-2025\",\"status\":\"completed\","
            + "\"output\":[],\"usage\":null}}");
    return events.stream()
        .map(event -> renumbered(event, events.indexOf(event), fault))
        .toArray(String[]::new);
  }

  private static String renumbered(String event, int index, String fault) {
    return switch (fault) {
      case "none" -> event.replaceAll("\"sequence_number\":[0-9],", "");
      case "gaps" -> withNumber(event, " " + 3 * index);
      case "from one" -> withNumber(event, "" + (index + 1));
      case "all the same" -> withNumber(event, "7 ");
      case "some" -> event.replaceAll("\"sequence_number\":[12],", "");
      case "no numbers" -> withNumber(event, "\"x\"");
      default -> event;
    };
  }

  private static String withNumber(String event, String number) {
    return event.replaceAll("\"sequence_number\":[0-9]", "\"sequence_number\":" + number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "as it should be",
        "none",
        "gaps",
        "from one",
        "all the same",
        "some",
        "no numbers"
      })
  @Keeps("RS-1")
  void eventsAreNumberedFromZeroHoweverTheProviderCounts(String fault) {
    Answer answer = told(Speaker.RESPONSES, Scripts.streams(numbered(fault)), STREAM);

    assertThat(ResponseOrder.numbered(answer.body())).hasSize(5);
    assertThat(answer.body()).contains(ResponsesUpstream.TEXT, "\"model\":\"chat\"");
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT, length, incomplete, max_output_tokens",
    "CHAT, content_filter, incomplete, content_filter",
    "CHAT, stop, completed, ",
    "MESSAGES, max_tokens, incomplete, max_output_tokens",
    "MESSAGES, end_turn, completed, ",
    "GEMINI, MAX_TOKENS, incomplete, max_output_tokens",
    "GEMINI, STOP, completed, ",
  })
  @Keeps("RS-3")
  void howTheResponseEndedIsToldWithAllOfIt(
      Speaker speaker, String finish, String status, String reason) {
    Answer answer = told(speaker, ended(speaker, finish), STREAM);

    JsonNode response = ResponseOrder.of(answer.body());
    assertThat(response.path("status").asText()).isEqualTo(status);
    assertThat(response.at("/incomplete_details/reason").asText(null)).isEqualTo(reason);
    assertThat(response.at("/output/0/content/0/text").asText()).isEqualTo(ResponsesUpstream.TEXT);
    assertThat(response.at("/usage/input_tokens").asInt()).isEqualTo(5);
    assertThat(response.at("/usage/total_tokens").asInt())
        .isEqualTo(5 + response.at("/usage/output_tokens").asInt());
  }

  private static Script ended(Speaker speaker, String finish) {
    return switch (speaker) {
      case CHAT ->
          Scripts.streams(
              Scripts.ROLE,
              Scripts.HELLO,
              Scripts.FINISH.replace("stop", finish),
              Scripts.USAGE,
              Scripts.DONE);
      case MESSAGES -> MessagesScripts.streams(MessagesScripts.WHOLE.replace("end_turn", finish));
      case GEMINI ->
          Scripts.streams(GeminiTargetTest.HELLO, GeminiTargetTest.WORLD.replace("STOP", finish));
      case RESPONSES -> throw new AssertionError("it ends itself");
    };
  }

  @Test
  @Keeps("RS-3")
  void aFailedResponseTellsWhatWasComplete() {
    String call =
        Scripts.content("x")
            .replace(
                "{\"content\":\"x\"}",
                "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\","
                    + "\"function\":{\"name\":\"look\",\"arguments\":\"{\"}}]}");
    Script script = Scripts.streams(Scripts.ROLE, Scripts.HELLO, call);

    JsonNode response = ResponseOrder.of(told(Speaker.CHAT, script, STREAM).body());
    assertThat(response.path("status").asText()).isEqualTo("failed");
    assertThat(response.path("output")).hasSize(1);
    assertThat(response.at("/output/0/content/0/text").asText()).isEqualTo(ResponsesUpstream.TEXT);
  }

  @Test
  @Keeps("RS-3")
  void soDoesOneOfAProviderOfTheSameDialect() {
    List<String> events = new ArrayList<>(ResponsesUpstream.RESPONSES.greeting());
    String item = "{\"type\":\"message\",\"id\":\"msg_1\",\"content\":[]}";
    events.add(
        "{\"type\":\"response.output_item.done\",\"sequence_number\":4,\"output_index\":0,\"item\":"
            + item
            + "}");
    Script script = Scripts.streams(events.toArray(String[]::new));

    List<JsonNode> told = ResponseOrder.numbered(told(Speaker.RESPONSES, script, STREAM).body());
    JsonNode response = told.getLast().path("response");
    assertThat(response.path("status").asText()).isEqualTo("failed");
    assertThat(response.path("output")).containsExactly(Answer.json(item));
  }

  @ParameterizedTest
  @EnumSource(Speaker.class)
  @Keeps({"RS-1", "RS-4"})
  void whatFailsBehindAHeartbeatIsAWholeStreamOfItsOwn(Speaker speaker) {
    Script late =
        (request, socket) ->
            ScriptedProvider.VERTX.setTimer(
                200, _ -> Scripts.answers(500, "{}").play(request, socket));
    try (ScriptedProvider provider = new ScriptedProvider(late)) {
      Answer answer = told(speaker.behind(provider).heartbeat(20), STREAM);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).startsWith(": ");
      String events = answer.body().replaceAll("(?m)^:.*\n\n", "");
      assertThat(NamedEvents.types(ResponseOrder.numbered(events)))
          .containsExactly("response.created", "error", "response.failed");
    }
  }

  @ParameterizedTest
  @EnumSource(ResponsesUpstream.class)
  @Keeps("RS-5")
  void aMessageHasAnIdOfItsKind(ResponsesUpstream upstream) {
    try (ScriptedProvider provider = new ScriptedProvider(upstream.greets())) {
      JsonNode response = Answer.json(told(upstream.behind(provider), WHOLE).body());

      assertThat(response.path("id").asText()).startsWith("resp_");
      assertThat(response.at("/output/0/id").asText()).startsWith("msg_");
    }
  }

  @Test
  @Keeps("RS-5")
  void anAnswerThatSaysNothingHasAnEmptyOutput() {
    String silent = Scripts.ANSWER.replace("\"Grüße, 世界\"", "null");

    JsonNode response = Answer.json(told(Speaker.CHAT, Scripts.answers(200, silent), WHOLE).body());
    assertThat(response.path("output").isArray()).isTrue();
    assertThat(response.path("output")).isEmpty();
  }

  @Test
  @Keeps("RS-5")
  void anAnswerWithoutOutputIsNone() {
    String odd = "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\"}";

    Answer answer = told(Speaker.RESPONSES, Scripts.answers(200, odd), WHOLE);
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.error("code")).isEqualTo("upstream_invalid_answer");
  }
}
