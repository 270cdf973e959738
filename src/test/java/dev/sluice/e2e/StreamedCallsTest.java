package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.DONE;
import static dev.sluice.e2e.Scripts.FINISH;
import static dev.sluice.e2e.Scripts.ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.Keeps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client may rely on when a model calls functions. */
final class StreamedCallsTest {
  /**
   * Two calls, {@code a} with the arguments {@code {"x":1}} and {@code b} with {@code {"y":2}},
   * told in some way.
   *
   * @param calls the value of {@code tool_calls} of each chunk
   */
  record Told(String name, List<String> calls) {
    private Told(String name, String... calls) {
      this(name, List.of(calls));
    }

    @Override
    public String toString() {
      return name;
    }

    String[] stream() {
      List<String> data = new ArrayList<>(List.of(ROLE));
      calls.forEach(call -> data.add(Scripts.delta("{\"tool_calls\":" + call + "}")));
      data.add(FINISH);
      data.add(DONE);
      return data.toArray(String[]::new);
    }
  }

  private static final String X = "{\\\"x\\\":1}";
  private static final String Y = "{\\\"y\\\":2}";

  private static String open(String index, String id, String arguments) {
    return "{%s\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"%s\"}}"
        .formatted(index.isEmpty() ? "" : "\"index\":" + index + ",", id, id, arguments);
  }

  private static String more(int index, String arguments) {
    return "[{\"index\":%d,\"function\":{\"arguments\":\"%s\"}}]".formatted(index, arguments);
  }

  private static String list(String... calls) {
    return "[" + String.join(",", calls) + "]";
  }

  static Stream<Told> told() {
    return Stream.concat(numbered(), worded());
  }

  private static Stream<Told> numbered() {
    String a = open("0", "a", "");
    return Stream.of(
        new Told("one after the other", list(open("0", "a", X)), list(open("1", "b", Y))),
        new Told("in one chunk", list(open("0", "a", X), open("1", "b", Y))),
        new Told(
            "by turns",
            list(a),
            list(open("1", "b", "")),
            more(0, "{\\\"x\\\""),
            more(1, "{\\\"y\\\""),
            more(0, ":1}"),
            more(1, ":2}")),
        new Told(
            "counted from one",
            list(open("1", "a", "")),
            more(1, X),
            list(open("2", "b", "")),
            more(2, Y)),
        new Told(
            "counted with gaps", list(open("3", "a", X)), list(open("7", "b", "")), more(7, Y)),
        new Told(
            "both under one number", list(a), more(0, X), list(open("0", "b", "")), more(0, Y)),
        new Told("without numbers", list(open("", "a", X)), list(open("", "b", Y))),
        new Told("without numbers in one chunk", list(open("", "a", X), open("", "b", Y))));
  }

  private static Stream<Told> worded() {
    String a = open("0", "a", "");
    return Stream.of(
        new Told(
            "without a type",
            list(open("0", "a", X).replace("\"type\":\"function\",", "")),
            list(open("1", "b", Y).replace("\"type\":\"function\"", "\"type\":null"))),
        new Told(
            "with arguments as objects",
            list(open("0", "a", "").replace("\"\"", "{\"x\":1}")),
            list(open("1", "b", "").replace("\"\"", "{\"y\":2}"))),
        new Told(
            "with arguments of null",
            list(a.replace("\"\"", "null")),
            more(0, X),
            list(open("1", "b", "").replace(",\"arguments\":\"\"", "")),
            more(1, Y)),
        new Told(
            "with the id in every fragment",
            list(a),
            list(open("0", "a", X)),
            list(open("1", "b", "")),
            list(open("1", "b", Y))),
        new Told(
            "with empty ids and names later",
            list(a),
            list(open("0", "", X)),
            list(open("1", "b", "")),
            list(open("1", "", Y).replace("\"name\":\"\"", "\"name\":null"))),
        new Told(
            "with a fragment of nothing",
            list(open("0", "a", X)),
            list("{\"index\":0}"),
            list("{\"index\":0,\"function\":null}"),
            list(open("1", "b", Y))));
  }

  private static List<JsonNode> chunks(String... data) {
    try (ScriptedProvider only = new ScriptedProvider(Scripts.streams(data));
        RunningGateway gateway = RunningGateway.before(only)) {
      return ChatStreamRules.kept(gateway.chat(STREAM), 1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @Keeps({"OC-8", "OC-9", "OC-11"})
  void told(Told calls) {
    List<JsonNode> chunks = chunks(calls.stream());

    assertThat(ChatStreamRules.arguments(chunks)).containsExactly("{\"x\":1}", "{\"y\":2}");
    assertThat(ChatStreamRules.reason(chunks)).isEqualTo("tool_calls");
  }

  @Test
  @Keeps("OC-8")
  void callsWithoutIdsGetSome() {
    String a = open("0", "a", X).replace("\"id\":\"a\",", "");
    String b = open("1", "b", Y).replace("\"id\":\"b\"", "\"id\":null");

    assertThat(ChatStreamRules.arguments(chunks(new Told("", list(a), list(b)).stream())))
        .containsExactly("{\"x\":1}", "{\"y\":2}");
  }

  @Test
  @Keeps("OC-11")
  void anAnswerThatWasCutShortStaysOne() {
    String[] data = new Told("", list(open("0", "a", "{"))).stream();
    data[2] = FINISH.replace("stop", "length");

    assertThat(ChatStreamRules.reason(chunks(data))).isEqualTo("length");
  }

  @ParameterizedTest
  @EnumSource
  @Keeps({"OC-8", "OC-10", "OC-11"})
  void aCallWithoutArgumentsIsStreamed(Speaker speaker) {
    try (ScriptedProvider only = new ScriptedProvider(speaker.call());
        RunningGateway gateway = new RunningGateway(speaker.behind(only))) {
      List<JsonNode> chunks = ChatStreamRules.kept(gateway.chat(STREAM), 1);

      assertThat(ChatStreamRules.arguments(chunks)).singleElement().isIn("", "{}");
      assertThat(ChatStreamRules.reason(chunks)).isEqualTo("tool_calls");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Keeps({"OC-10", "OC-11", "ON-3"})
  void aCallWithoutArgumentsIsToldAtOnce(Speaker speaker) {
    try (ScriptedProvider only = new ScriptedProvider(speaker.call());
        RunningGateway gateway = new RunningGateway(speaker.behind(only))) {
      JsonNode choice = Answer.json(gateway.chat(WHOLE).body()).at("/choices/0");

      assertThat(choice.get("finish_reason").asText()).isEqualTo("tool_calls");
      assertThat(choice.at("/message/tool_calls")).hasSize(1);
      JsonNode call = choice.at("/message/tool_calls/0");
      assertThat(call.get("id").asText()).isNotBlank();
      assertThat(call.get("type").asText()).isEqualTo("function");
      assertThat(call.at("/function/name").asText()).isEqualTo("now");
      assertThat(call.at("/function/arguments").isTextual()).isTrue();
      assertThat(call.at("/function/arguments").asText()).isEqualTo("{}");
    }
  }
}
