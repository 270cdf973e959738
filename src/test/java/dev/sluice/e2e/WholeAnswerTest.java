package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.ANSWER;
import static dev.sluice.e2e.Scripts.says;
import static dev.sluice.e2e.Scripts.whole;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.Keeps;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may rely on in a whole answer, whatever a provider sent. */
final class WholeAnswerTest {
  private static ScriptedProvider provider;
  private static RunningGateway gateway;

  @BeforeAll
  static void open() {
    provider = new ScriptedProvider(Scripts.answers());
    gateway =
        new RunningGateway(
            new Settings()
                .failover("attempts", 1)
                .breaker("enabled", false)
                .target("first", provider, "upstream", "their-model"));
  }

  @AfterAll
  static void close() {
    gateway.close();
    provider.close();
  }

  private static Answer told(String answer) {
    provider.script(Scripts.answers(200, answer));
    return gateway.chat(WHOLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8", ""})
  @Keeps("ON-1")
  void anAnswerIsJsonByName(String type) {
    byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
    Buffer nameless =
        Buffer.buffer("HTTP/1.1 200 OK\r\ncontent-length: " + body.length + "\r\n\r\n")
            .appendBytes(body);
    provider.script(says(type.isEmpty() ? nameless : whole(200, type, ANSWER)));
    Answer answer = gateway.chat(WHOLE);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(answer.body()).isEqualTo(ANSWER);
  }

  @ParameterizedTest
  @CsvSource({"text/plain", "text/html", "text/event-stream"})
  @Keeps("ON-1")
  void whatIsNotJsonByNameIsAnError(String type) {
    provider.script(says(whole(200, type, ANSWER)));
    assertRefused(gateway.chat(WHOLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "\"ok\"", "[]", "{}", "{\"choices\":[]}"})
  @Keeps("ON-1")
  void whatIsNoAnswerIsAnError(String body) {
    assertRefused(told(body));
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(answer.error("code")).isEqualTo("upstream_invalid_answer");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no index|'choices':[{'index':0,|'choices':[{",
        "an index of null|'index':0|'index':null",
        "no role|'role':'assistant',|",
        "another role|'role':'assistant'|'role':'model'",
        "no content|'content':'Grüße, 世界',|",
        "content in parts|'content':'Grüße, 世界'|'content':[{'type':'text','text':'Grüße, 世界'}]",
        "content of null|'content':'Grüße, 世界'|'content':null",
        "no message|'message':{'role':'assistant','content':'Grüße, 世界','refusal':null},|",
        "no id|'id':'chatcmpl-1',|",
        "no object|'object':'chat.completion',|",
        "no date|'created':1700000000,|",
        "no model|'model':'chat',|",
        "an error of null|{'id'|{'error':null,'id'",
        "a word for the end of its own|'stop'|'eos'",
        "no word for the end|,'finish_reason':'stop'|",
        "no refusal|,'refusal':null|",
        "no logprobs|'logprobs':null,|",
        "as usual|zz|zz",
      })
  @Keeps("ON-2")
  void aChoiceHasAllThatClientsRead(String name, String old, String now) {
    String said = ANSWER.replace(old.replace('\'', '"'), now == null ? "" : now.replace('\'', '"'));
    JsonNode answer = read(told(said));

    String content = answer.at("/choices/0/message/content").asText("");
    assertThat(content).isIn("", Speaker.TEXT);
    assertThat(content.isEmpty()).isEqualTo(!said.contains("世界"));
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
  }

  /** An answer with one choice that has the right form. */
  private static JsonNode read(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode body = Answer.json(answer.body());
    assertThat(body.path("id").asText()).isNotBlank();
    assertThat(body.path("object").asText()).isEqualTo("chat.completion");
    assertThat(body.path("created").isIntegralNumber()).isTrue();
    assertThat(body.path("model").asText()).isEqualTo(Settings.MODEL);
    assertThat(body.has("error")).isFalse();
    assertThat(body.path("choices")).hasSize(1);
    JsonNode choice = body.get("choices").get(0);
    assertThat(choice.path("index").isInt()).isTrue();
    assertThat(choice.get("index").intValue()).isZero();
    JsonNode message = choice.path("message");
    assertThat(message.path("role").asText()).isEqualTo("assistant");
    assertThat(message.has("content")).isTrue();
    assertThat(message.get("content").isTextual() || message.get("content").isNull()).isTrue();
    assertThat(message.path("refusal").isNull()).as("a refusal of null").isTrue();
    assertThat(choice.path("logprobs").isNull()).as("logprobs of null").isTrue();
    return body;
  }

  @ParameterizedTest
  @EnumSource
  @Keeps({"ON-1", "ON-2"})
  void everyDialectOfAProviderBecomesTheSameAnswer(Speaker speaker) {
    try (ScriptedProvider only = new ScriptedProvider(speaker.text());
        RunningGateway before = new RunningGateway(speaker.behind(only))) {
      Answer answer = before.chat(WHOLE);
      JsonNode choice = read(answer).at("/choices/0");

      assertThat(answer.header("content-type")).isEqualTo("application/json");
      assertThat(choice.at("/message/content").asText()).isEqualTo(Speaker.TEXT);
      assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"{\\\"a\\\":1}\"|{\"a\":1}",
        "{\"a\":1}|{\"a\":1}",
        "{}|{}",
        "\"\"|{}",
        "\"  \"|{}",
        "null|{}",
      })
  @Keeps("ON-3")
  void argumentsAreTextOfJson(String said, String told) {
    JsonNode call = call(",\"arguments\":" + said);

    assertThat(call.path("type").asText()).isEqualTo("function");
    assertThat(call.at("/function/arguments").isTextual()).isTrue();
    assertThat(call.at("/function/arguments").asText()).isEqualTo(told);
  }

  @Test
  @Keeps("ON-3")
  void argumentsThatAreMissingAreNone() {
    assertThat(call("").at("/function/arguments").asText()).isEqualTo("{}");
  }

  private static JsonNode call(String arguments) {
    String calls =
        "\"tool_calls\":[{\"id\":\"call_1\",\"function\":{\"name\":\"f\"" + arguments + "}}]";
    String said = ANSWER.replace("\"refusal\":null", "\"refusal\":null," + calls);
    JsonNode choice = read(told(said)).at("/choices/0");
    assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
    return choice.at("/message/tool_calls/0");
  }
}
