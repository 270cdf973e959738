package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.MESSAGES;
import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.Scripts.DONE;
import static dev.sluice.e2e.Scripts.FINISH;
import static dev.sluice.e2e.Scripts.HELLO;
import static dev.sluice.e2e.Scripts.ROLE;
import static dev.sluice.e2e.Scripts.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.sluice.Keeps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may rely on in the chunks of a chat's stream, whatever a provider sent. */
final class ChatStreamFormTest {
  /** A stream that says the greeting, but not as it should. */
  record Wayward(String name, List<String> data) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static ScriptedProvider provider;
  private static RunningGateway gateway;

  @BeforeAll
  static void open() {
    provider = new ScriptedProvider(Scripts.serves());
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

  private static Answer told(String request, String... data) {
    provider.script(Scripts.streams(data));
    return gateway.chat(request);
  }

  private static Wayward all(String name, UnaryOperator<String> change) {
    List<String> data = new ArrayList<>(Stream.of(ROLE, HELLO, FINISH, USAGE).map(change).toList());
    data.add(DONE);
    return new Wayward(name, data);
  }

  private static Wayward one(String name, String in, String old, String now) {
    return all(name, data -> data.equals(in) ? data.replace(old, now) : data);
  }

  private static Wayward said(String name, String... data) {
    return new Wayward(name, List.of(data));
  }

  static Stream<Wayward> wayward() {
    return Stream.of(roles(), choices(), heads(), filters(), ends()).flatMap(table -> table);
  }

  private static Stream<Wayward> roles() {
    String role = "\"role\":\"assistant\"";
    return Stream.of(
        one("no role", ROLE, role + ",", ""),
        one("a role of null", ROLE, role, "\"role\":null"),
        one("the user's role", ROLE, role, "\"role\":\"user\""),
        one("a role of null later", HELLO, "{\"content\"", "{\"role\":null,\"content\""),
        one("another role later", HELLO, "{\"content\"", "{\"role\":\"tool\",\"content\""),
        one("the role in two chunks", HELLO, "{\"content\"", "{" + role + ",\"content\""),
        said("no chunk with the role", HELLO, FINISH, USAGE, DONE));
  }

  private static Stream<Wayward> choices() {
    return Stream.of(
        all("no index", data -> data.replace("\"index\":0,", "")),
        all("an index of null", data -> data.replace("\"index\":0,", "\"index\":null,")),
        one("no choices beside usage", USAGE, "\"choices\":[],", ""),
        one("choices of null", USAGE, "\"choices\":[]", "\"choices\":null"),
        one("no delta at the end", FINISH, "\"delta\":{},", ""),
        one("a delta of null at the end", FINISH, "\"delta\":{}", "\"delta\":null"),
        all("unknown fields", data -> data.replace("{\"", "{\"brand_new\":[{}],\"")),
        said(
            "a list of no choices",
            ROLE,
            USAGE.replaceAll(",\"usage.*", "}"),
            HELLO,
            FINISH,
            DONE));
  }

  private static Stream<Wayward> heads() {
    String id = "\"id\":\"chatcmpl-1\",";
    return Stream.of(
        one("no id at first", ROLE, id, ""),
        all("no id", data -> data.replace(id, "")),
        all("an empty id", data -> data.replace("chatcmpl-1", "")),
        all("an id of null", data -> data.replace(id, "\"id\":null,")),
        all("an id in each", data -> data.replace("chatcmpl-1", "c" + data.length())),
        all("no object", data -> data.replace("\"object\":\"chat.completion.chunk\",", "")),
        all("another object", data -> data.replace("completion.chunk", "completion")),
        all("no date", data -> data.replace("\"created\":1700000000,", "")),
        all("a date of null", data -> data.replace("1700000000", "null")),
        all("a date as text", data -> data.replace("1700000000", "\"today\"")),
        all("a date with a fraction", data -> data.replace("1700000000", "1700000000.5")),
        all("no model", data -> data.replace("\"model\":\"chat\",", "")),
        all("their model", data -> data.replace("\"chat\"", "\"their-model\"")),
        all("an error of null", data -> data.replaceAll("}$", ",\"error\":null}")));
  }

  private static Stream<Wayward> filters() {
    return Stream.of(
        said(
            "a chunk of filters before the first",
            "{\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\","
                + "\"prompt_filter_results\":[{\"prompt_index\":0}]}",
            ROLE,
            HELLO,
            FINISH,
            USAGE,
            DONE),
        said(
            "a chunk of filters in the middle",
            ROLE,
            HELLO,
            "{\"choices\":[{\"content_filter_offsets\":{},\"finish_reason\":null,\"index\":0}],"
                + "\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\"}",
            FINISH,
            USAGE,
            DONE));
  }

  private static Stream<Wayward> ends() {
    String counted = USAGE.replaceAll(".*,\"usage\"", ",\"usage\"");
    return Stream.of(
        one("a word for the end of its own", FINISH, "\"stop\"", "\"eos_token\""),
        one("an empty word before the end", HELLO, "reason\":null", "reason\":\"\""),
        said("the end twice", ROLE, HELLO, FINISH, FINISH, USAGE, DONE),
        said("no terminal event", ROLE, HELLO, FINISH, USAGE),
        said("the terminal event twice", ROLE, HELLO, FINISH, USAGE, DONE, DONE),
        said("the terminal event with a word", ROLE, HELLO, FINISH, USAGE, DONE + " bye"),
        said("usage twice", ROLE, HELLO, FINISH, USAGE, USAGE, DONE),
        said("usage before the end", ROLE, HELLO, USAGE, FINISH, DONE),
        one("usage beside the end", FINISH, "}]}", "}]" + counted));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @Keeps({"OC-1", "OC-2", "OC-3", "OC-4", "OC-5", "OC-14", "OC-19", "OC-20"})
  void wayward(Wayward stream) {
    List<JsonNode> chunks =
        ChatStreamRules.kept(told(STREAM, stream.data().toArray(String[]::new)), 1);

    assertThat(ChatStreamRules.content(chunks, 0)).isEqualTo(Speaker.TEXT);
    assertThat(ChatStreamRules.reason(chunks)).isEqualTo("stop");
  }

  @Test
  @Keeps({"OC-1", "OC-2", "OC-3", "OC-4", "OC-5", "OC-14", "OC-19"})
  void theOfficialClientReadsThemAll() {
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .baseUrl("http://127.0.0.1:" + gateway.port() + "/v1")
            .apiKey("any")
            .maxRetries(0)
            .build();
    ChatCompletionCreateParams ask =
        ChatCompletionCreateParams.builder().model("chat").addUserMessage("Hi").build();
    wayward()
        .forEach(stream -> {
          provider.script(Scripts.streams(stream.data().toArray(String[]::new)));
          ChatCompletionAccumulator all = ChatCompletionAccumulator.create();
          try (var chunks = client.chat().completions().createStreaming(ask)) {
            chunks.stream().forEach(all::accumulate);
          }
          assertThat(all.chatCompletion().choices())
              .as(stream.name())
              .singleElement()
              .satisfies(choice -> assertThat(choice.message().content()).contains(Speaker.TEXT));
        });
    client.close();
  }

  @ParameterizedTest
  @EnumSource
  @Keeps({"OC-1", "OC-2", "OC-3", "OC-4", "OC-5", "OC-14", "OC-20", "SSE-1", "SSE-2"})
  void everyDialectOfAProviderBecomesTheSameStream(Speaker speaker) {
    try (ScriptedProvider only = new ScriptedProvider(speaker.text());
        RunningGateway before = new RunningGateway(speaker.behind(only))) {
      Answer answer = before.chat(STREAM);
      List<JsonNode> chunks = ChatStreamRules.kept(answer, 1);

      assertThat(answer.headers())
          .containsEntry("content-type", "text/event-stream; charset=utf-8")
          .containsEntry("cache-control", "no-cache")
          .containsEntry("x-accel-buffering", "no")
          .doesNotContainKey("content-length");
      assertThat(ChatStreamRules.content(chunks, 0)).isEqualTo(Speaker.TEXT);
      assertThat(chunks.getLast().at("/usage/prompt_tokens").asInt()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stop",
        "length",
        "tool_calls",
        "content_filter",
        "function_call",
        "SAFETY",
        "eos"
      })
  @Keeps("OC-20")
  void theEndIsToldInOneOfFiveWords(String word) {
    String finish = FINISH.replace("\"stop\"", "\"" + word + "\"");
    List<JsonNode> chunks = ChatStreamRules.kept(told(STREAM, ROLE, HELLO, finish, DONE), 1);

    assertThat(ChatStreamRules.reason(chunks))
        .isEqualTo(
            switch (word) {
              case "SAFETY" -> "content_filter";
              case "eos" -> "stop";
              default -> word;
            });
  }

  @Test
  @Keeps({"OC-2", "OC-13"})
  void choicesThatInterleaveAreToldByTheirIndex() {
    String two = STREAM.replace("{\"model\"", "{\"n\":2,\"model\"");
    List<JsonNode> chunks =
        ChatStreamRules.kept(
            told(
                two,
                ROLE,
                second(ROLE),
                Scripts.content("a"),
                second(Scripts.content("b")),
                Scripts.content("c"),
                second(FINISH.replace("stop", "length")),
                FINISH,
                USAGE,
                DONE),
            2);

    assertThat(ChatStreamRules.content(chunks, 0)).isEqualTo("ac");
    assertThat(ChatStreamRules.content(chunks, 1)).isEqualTo("b");
  }

  private static String second(String chunk) {
    return chunk.replace("\"index\":0", "\"index\":1");
  }

  @Test
  @Keeps("OC-12")
  void aChoiceThatWasNotAskedForIsAnError() {
    Answer early = told(STREAM, second(ROLE), second(HELLO), second(FINISH), DONE);
    Answer late = told(STREAM, ROLE, HELLO, second(ROLE), FINISH, DONE);

    assertThat(early.status()).isEqualTo(502);
    assertThat(early.error("code")).isEqualTo("upstream_invalid_answer");
    assertThat(late.data()).hasSize(3);
    assertThat(late.data().getLast()).contains("\"upstream_invalid_answer\"");
  }

  @Test
  @Keeps("OC-12")
  void moreCallsThanAClientCanNumberAreAnError() {
    String[] data = new String[132];
    data[0] = ROLE;
    for (int i = 0; i <= 128; i++) {
      data[i + 1] =
          Scripts.delta(
              """
              {"tool_calls":[{"index":%d,"id":"c%d","type":"function",\
              "function":{"name":"f","arguments":"{}"}}]}\
              """
                  .formatted(i, i));
    }
    data[130] = FINISH;
    data[131] = DONE;
    List<String> told = told(STREAM, data).data();

    assertThat(told).hasSize(130);
    assertThat(Answer.json(told.get(128)).at("/choices/0/delta/tool_calls/0/index").asInt())
        .isEqualTo(127);
    assertThat(told.getLast()).contains("\"upstream_invalid_answer\"");
  }

  @Test
  @Keeps("OC-14")
  void theTerminalEventIsExactAndComesLast() {
    Answer answer =
        told("{\"model\":\"chat\",\"stream\":true," + MESSAGES + "}", ROLE, HELLO, FINISH);

    assertThat(answer.body()).endsWith("}\n\ndata: [DONE]\n\n").containsOnlyOnce("[DONE]");
  }
}
