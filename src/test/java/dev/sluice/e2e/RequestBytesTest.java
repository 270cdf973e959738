package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.MESSAGES;
import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.ANSWER;
import static dev.sluice.e2e.Scripts.DONE;
import static dev.sluice.e2e.Scripts.FINISH;
import static dev.sluice.e2e.Scripts.ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request's body may hold, and what becomes of its numbers. */
final class RequestBytesTest {
  private static final String UNKNOWN =
      "{\"model\":\"chat\",\"brand_new\":{\"a\":[1,null]},\"messages\":[{\"role\":\"user\","
          + "\"brand_new\":1,\"content\":[{\"type\":\"text\",\"text\":\"Hi\",\"brand_new\":1}]}],"
          + "\"tools\":[{\"type\":\"function\",\"brand_new\":1,\"function\":{\"name\":\"f\","
          + "\"brand_new\":1,\"parameters\":{\"type\":\"object\"}}}]}";

  private static ScriptedProvider provider;
  private static RunningGateway gateway;
  private static ScriptedProvider claude;
  private static RunningGateway translating;

  @BeforeAll
  static void open() {
    provider = new ScriptedProvider(Scripts.serves());
    gateway = new RunningGateway(named(provider));
    claude = new ScriptedProvider(Speaker.ANTHROPIC.text());
    translating = new RunningGateway(Speaker.ANTHROPIC.behind(claude));
  }

  private static Settings named(ScriptedProvider provider) {
    return new Settings().target("first", provider, "upstream", "their-model");
  }

  @AfterAll
  static void close() {
    gateway.close();
    provider.close();
    translating.close();
    claude.close();
  }

  @ParameterizedTest
  @EnumSource
  @Keeps("ON-6")
  void unknownFieldsAreNoFaultWhoeverAnswers(Speaker speaker) {
    try (ScriptedProvider only = new ScriptedProvider(speaker.text());
        RunningGateway before = new RunningGateway(speaker.behind(only))) {
      Answer answer = before.chat(UNKNOWN);

      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains(Speaker.TEXT);
    }
  }

  /** Status of a request with the value in an unknown field, and with it in a message's text. */
  private static Answer asked(RunningGateway asked, String value) {
    // Every character is a byte, so that there may be bytes that are no UTF-8.
    byte[] json =
        ("{\"model\":\"chat\",\"x\":"
                + value
                + ",\"messages\":[{\"role\":\"user\","
                + "\"content\":\"Hi\"}]}")
            .getBytes(StandardCharsets.ISO_8859_1);
    String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: " + json.length;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(json);
    try (RawClient client = asked.client()) {
      Answer answer = client.send(all.toByteArray()).answer();
      String good = RawClient.request("POST", "/v1/chat/completions", WHOLE);
      assertThat(client.send(good).answer().status()).isEqualTo(200);
      return answer;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[[]   ]",
        "[1,null,true,false]",
        "[-0,0e1,0E+1,1e-2,1E22,123.456789,-1.5e+3]",
        "[-0.000000000000000000000000000000000000000000000000000000000000000000001]",
        "{\"\":0}",
        "{\"a\":1,\"a\":2}",
        "{\"a\\u0000b\":[]}",
        "\"\\u0060\\u012a\\u12AB\\ud801\\udc37\\\\u0000\\\"\\/\\b\\f\\n\\r\\t\"",
        "\"\u007f\"",
        "\"\\uFFFE\\uFDD0\\u2028\\u200B\"",
        "\" \"",
        "\"\"",
        "  {  }  ",
      })
  @Keeps("ON-7")
  void whatIsJsonIsTaken(String value) {
    assertThat(asked(gateway, value).status()).isEqualTo(200);
    assertThat(asked(translating, value).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "[1,]",
        "[,1]",
        "[1,,2]",
        "[1 2]",
        "[\"\"",
        "[1]]",
        "{\"a\" 1}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1}/**/",
        "//",
        "nul",
        "True",
        "NaN",
        "Infinity",
        "-",
        "+1",
        "01",
        "-01",
        "1.",
        ".5",
        "1.e1",
        "1e",
        "0x1",
        "1\u00a0",
        "\"",
        "\"a",
        "\"\t\"",
        "\"\n\"",
        "\"\u0000\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\",
        "'a'",
        "\\u0022a\\u0022",
      })
  @Keeps("ON-7")
  void whatIsNotJsonIsRefused(String value) {
    for (RunningGateway each : List.of(gateway, translating)) {
      Answer answer = asked(each, value);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error("type")).isEqualTo("invalid_request_error");
      assertThat(answer.error("code")).isEqualTo("invalid_json");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1e9999,-1e+9999,1e-9999,0.4e00669999999999999999999999999999999999999999999999999]",
        "[123456789012345678901234567890,-123123123123123123123123123123]",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\ud800\\n\"",
        "\"\\uD83D x\"",
        "\"\u00ff\"",
        "\"\u00c0\u00af\"",
        "\"\u00ed\u00a0\u0080\"",
        "\"\u00e0\u00ff\"",
        "\"\u0081\"",
        "\"\u00f4\u00bf\u00bf\u00bf\"",
      })
  @Keeps("ON-7")
  void whatIsJsonToSomeIsTakenOrRefused(String value) {
    for (RunningGateway each : List.of(gateway, translating)) {
      assertThat(asked(each, value).status()).isIn(200, 400);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 10_000, 200_000})
  @Keeps("ON-7")
  void noNestingIsTooDeepForTheGateway(int depth) {
    String lists = "[".repeat(depth) + "]".repeat(depth);
    String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    for (RunningGateway each : List.of(gateway, translating)) {
      assertThat(asked(each, lists).status()).isIn(200, 400);
      assertThat(asked(each, objects).status()).isIn(200, 400);
      assertThat(asked(each, "[".repeat(depth)).status()).isEqualTo(400);
    }
  }

  @Test
  @Keeps("ON-7")
  void halfACharacterInAMessageIsNoBug() {
    String half = WHOLE.replace("Grüße", "a\\ud800b");

    assertThat(gateway.chat(half).status()).isEqualTo(200);
    assertThat(provider.requests().getLast().body()).contains("a\\ud800b");
    assertThat(translating.chat(half).status()).isIn(200, 400);
  }

  @Test
  @Keeps("ON-8")
  void numbersAreSpelledAsTheyCame() {
    String odd = "\"seed\":9007199254740993,\"x\":[1e-7,1.10,-0,1E+2,0.30000000000000004]";
    String request = "{\"model\":\"chat\"," + odd + "," + MESSAGES + "}";
    String answer = ANSWER.replace("{\"id\"", "{" + odd + ",\"id\"");
    provider.script(Scripts.answers(200, answer));

    assertThat(gateway.chat(request).body()).isEqualTo(answer);
    assertThat(provider.requests().getLast().body())
        .isEqualTo(request.replace("\"chat\"", "\"their-model\""));

    String chunk = Scripts.HELLO.replace("{\"id\"", "{" + odd + ",\"id\"");
    provider.script(Scripts.streams(ROLE, chunk, FINISH, DONE));
    assertThat(gateway.chat(STREAM).data()).containsExactly(ROLE, chunk, FINISH, DONE);
    provider.script(Scripts.serves());
  }
}
