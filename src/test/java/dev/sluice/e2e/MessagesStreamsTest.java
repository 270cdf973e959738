package dev.sluice.e2e;

import static dev.sluice.e2e.MessagesScripts.END;
import static dev.sluice.e2e.MessagesScripts.START;
import static dev.sluice.e2e.MessagesScripts.STREAM;
import static dev.sluice.e2e.MessagesScripts.TEXT;
import static dev.sluice.e2e.MessagesScripts.WHOLE;
import static dev.sluice.e2e.MessagesScripts.ask;
import static dev.sluice.e2e.MessagesScripts.event;
import static dev.sluice.e2e.MessagesScripts.streams;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import dev.sluice.e2e.MessageOrder.Block;
import dev.sluice.e2e.MessageOrder.Message;
import dev.sluice.e2e.ScriptedProvider.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a stream of Messages is told whatever the provider does. */
final class MessagesStreamsTest {
  private static final String HELLO = "Grüße, 世界";
  private static final String PING = "event: ping\n";

  private static Answer told(ExampleProvider speaker, Script script) {
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway = new RunningGateway(speaker.behind(provider))) {
      return ask(gateway, STREAM);
    }
  }

  private static String delta(String delta) {
    return Scripts.content("x").replace("{\"content\":\"x\"}", delta);
  }

  private static String call(int index, String begin, String arguments) {
    return delta(
        "{\"tool_calls\":[{\"index\":%d,%s\"function\":{%s\"arguments\":\"%s\"}}]}"
            .formatted(
                index,
                begin.isEmpty() ? "" : "\"id\":\"call_" + begin + "\",\"type\":\"function\",",
                begin.isEmpty() ? "" : "\"name\":\"" + begin + "\",",
                arguments));
  }

  private static String finish(String reason) {
    return Scripts.FINISH.replace("\"stop\"", "\"" + reason + "\"");
  }

  /** What a careless provider of the dialect itself says, and how often. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "events without names",
        "blocks with gaps",
        "two starts",
        "a block left open",
        "no counts",
        "no last event",
        "no reason",
        "other line ends"
      })
  @Keeps({"AN-3", "AN-4", "AN-5"})
  void aCarelessProviderIsPutRight(String fault) {
    String events =
        switch (fault) {
          case "events without names" -> WHOLE.replaceAll("event: [a-z_]+\n", "");
          case "blocks with gaps" -> START + TEXT.replace("\"index\":0", "\"index\":3") + END;
          case "two starts" -> START + START + TEXT + END;
          case "a block left open" ->
              START + TEXT.replaceAll("(?s)event: content_block_stop.*", "") + END;
          case "no counts" ->
              WHOLE
                  .replace(",\"usage\":{\"input_tokens\":5,\"output_tokens\":1}", "")
                  .replace(",\"usage\":{\"output_tokens\":2}", "");
          case "no last event" ->
              START + TEXT + END.substring(0, END.indexOf("event: message_stop"));
          case "no reason" -> START + TEXT + END.substring(END.indexOf("event: message_stop"));
          default -> WHOLE.replace("\n", "\r\n");
        };
    Message message = MessageOrder.of(told(ExampleProvider.MESSAGES, streams(events)).body());

    assertThat(message.blocks()).containsExactly(new Block("text", HELLO, 0));
    assertThat(message.reason()).isEqualTo("end_turn");
  }

  @Test
  @Keeps("AN-4")
  void aSecondAnswerWithinTheFirstIsAnError() {
    String other = START.replace("msg_1", "msg_2");
    Message message =
        MessageOrder.of(
            told(ExampleProvider.MESSAGES, streams(START + TEXT + other + TEXT + END)).body());

    assertThat(message.blocks()).hasSize(1);
    assertThat(message.reason()).isNull();
  }

  @Test
  @Keeps("AN-5")
  void theConnectionServesTheNextRequestAfterTheStop() {
    try (ScriptedProvider provider = new ScriptedProvider(streams(WHOLE));
        RunningGateway gateway = new RunningGateway(ExampleProvider.MESSAGES.behind(provider));
        RawClient client = gateway.client()) {
      String request =
          RawClient.request("POST", MessagesScripts.PATH, STREAM, MessagesScripts.VERSION);
      for (int i = 0; i < 2; i++) {
        assertThat(client.send(request).answer().body()).endsWith(END);
      }
    }
  }

  @Test
  @Keeps("AN-6")
  void newsOfTheDialectReachItsOwnClients() {
    String news =
        START
            + event("news", ",\"x\":1")
            + event("content_block_start", ",\"index\":0,\"content_block\":{\"type\":\"novel\"}")
            + event("content_block_delta", ",\"index\":0,\"delta\":{\"type\":\"novel_delta\"}")
            + event("content_block_stop", ",\"index\":0")
            + END;

    assertThat(told(ExampleProvider.MESSAGES, streams(news)).body()).isEqualTo(news);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\\\"x\\\":|\\\"y}\\\"}|tool_calls|{\"x\":\"y}\"}|tool_use",
        "||tool_calls|{}|tool_use",
        "{ \\\"x\\\" :|1 }|stop|{ \"x\" :1 }|tool_use",
        "{\\\"x\\\":\\\"a|b|length|{\"x\":\"ab|max_tokens",
        "{\\\"x\\\":\\\"a|b|content_filter|{\"x\":\"ab|refusal",
      })
  @Keeps("AN-7")
  void theInputOfACallIsPutTogether(
      String first, String second, String finish, String input, String reason) {
    Message message =
        MessageOrder.of(told(ExampleProvider.CHAT, calling(first, second, finish)).body());

    assertThat(message.reason()).isEqualTo(reason);
    Block call = message.blocks().getLast();
    assertThat(call.type()).isEqualTo("tool_use");
    if (input.equals("{}")) {
      assertThat(call.said()).isIn("", "{}");
    } else {
      assertThat(call.said()).isEqualTo(input);
    }
  }

  private static Script calling(String first, String second, String finish) {
    return Scripts.streams(
        Scripts.ROLE,
        Scripts.HELLO,
        call(0, "look", first == null ? "" : first),
        call(0, "", second == null ? "" : second),
        finish(finish),
        Scripts.DONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{oops|}|tool_calls",
        "{\\\"x\\\":1}|}|tool_calls",
        "[1|]|stop",
        "{\\\"x\\\":|1|tool_calls",
        "\\\"x|\\\"|tool_calls",
      })
  @Keeps("AN-7")
  void aCallThatTheModelBrokeIsNoWholeAnswer(String first, String second, String finish) {
    Message message =
        MessageOrder.of(told(ExampleProvider.CHAT, calling(first, second, finish)).body());

    assertThat(message.reason()).isNull();
    assertThat(message.last().at("/error/type").asText()).isEqualTo("api_error");
    assertThat(message.last().at("/error/message").asText()).isNotEmpty();
  }

  @Test
  @Keeps("AN-7")
  void ofParallelCallsEachIsChecked() {
    Script script =
        Scripts.streams(
            Scripts.ROLE,
            call(0, "first", "{oops"),
            call(1, "second", "{}"),
            call(0, "", "}"),
            finish("tool_calls"),
            Scripts.DONE);

    assertThat(MessageOrder.of(told(ExampleProvider.CHAT, script).body()).reason()).isNull();
  }

  @Test
  @Keeps("AN-8")
  void aThoughtThatNobodySignedHasNoSignature() {
    Script script =
        Scripts.streams(
            delta("{\"role\":\"assistant\",\"reasoning_content\":\"Hm, \"}"),
            delta("{\"reasoning_content\":\"yes.\"}"),
            Scripts.HELLO,
            Scripts.FINISH,
            Scripts.DONE);

    assertThat(MessageOrder.of(told(ExampleProvider.CHAT, script).body()).blocks())
        .containsExactly(new Block("thinking", "Hm, yes.", 0), new Block("text", HELLO, 0));
  }

  @Test
  @Keeps("AN-8")
  void aThoughtThatWasSignedIsSignedOnceAtItsEnd() {
    String call =
        "[{\"text\":\"Hm.\",\"thought\":true},"
            + "{\"functionCall\":{\"name\":\"look\",\"args\":{}},\"thoughtSignature\":\"c2ln\"}]";
    Script script = Scripts.streams(GeminiTargetTest.chunk(call, "STOP"));

    assertThat(MessageOrder.of(told(ExampleProvider.GEMINI, script).body()).blocks())
        .first()
        .isEqualTo(new Block("thinking", "Hm.", 1));
  }

  @Test
  @Keeps("AN-8")
  void aSignedThoughtOfTheDialectPasses() {
    try (ScriptedProvider provider = new ScriptedProvider(ProviderKind.ANTHROPIC.thinks());
        RunningGateway gateway = ProviderKind.ANTHROPIC.gateway(provider)) {
      String body = ask(gateway, STREAM).body();

      assertThat(MessageOrder.of(body).blocks())
          .containsExactly(new Block("thinking", "Hm.", 1), new Block("text", HELLO, 0));
      assertThat(body).doesNotContain(PING);
    }
  }
}
