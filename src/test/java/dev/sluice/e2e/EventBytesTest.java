package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.Scripts.DONE;
import static dev.sluice.e2e.Scripts.FINISH;
import static dev.sluice.e2e.Scripts.HELLO;
import static dev.sluice.e2e.Scripts.ROLE;
import static dev.sluice.e2e.Scripts.USAGE;
import static dev.sluice.e2e.Scripts.chunk;
import static dev.sluice.e2e.Scripts.events;
import static dev.sluice.e2e.Scripts.streamHead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Event streams as bytes: what providers may write, and what clients read of it. */
final class EventBytesTest {
  private static final String ALL = events(ROLE, HELLO, FINISH, USAGE, DONE);
  private static final int AT_ONCE = 1 << 30;
  private static final String LONG = "x".repeat(100_000);

  private static ScriptedProvider provider;
  private static RunningGateway gateway;

  @BeforeAll
  static void open() {
    provider = new ScriptedProvider(Scripts.serves());
    gateway = RunningGateway.with(new Settings().breaker("enabled", false), provider);
  }

  @AfterAll
  static void close() {
    gateway.close();
    provider.close();
  }

  /** Body that the client gets of a stream that comes in pieces of so many bytes. */
  private static String through(String text, int piece) {
    byte[] stream = text.getBytes(StandardCharsets.UTF_8);
    List<Buffer> pieces = new ArrayList<>(List.of(streamHead()));
    for (int from = 0; from < stream.length; from += piece) {
      int to = Math.min(stream.length, from + piece);
      pieces.add(chunk(Arrays.copyOfRange(stream, from, to)));
    }
    pieces.add(Buffer.buffer("0\r\n\r\n"));
    provider.script((_, socket) -> write(pieces, 0, socket));
    return gateway.chat(STREAM).body();
  }

  /** Each piece in a segment of its own. */
  private static void write(List<Buffer> pieces, int at, NetSocket socket) {
    if (at < pieces.size()) {
      socket.write(pieces.get(at)).onSuccess(_ -> write(pieces, at + 1, socket));
    }
  }

  /** Ways to write a stream; each is told with every line end. */
  private static Map<String, String> forms() {
    Map<String, String> forms = new TreeMap<>();
    forms.put("as usual", ALL);
    forms.put("without spaces", ALL.replace("data: ", "data:"));
    forms.put("comments between", ": hi\n\n" + ALL.replace("\n\n", "\n\n: still\n\n"));
    forms.put("comments within", ALL.replace("data: {", ":\n: why\ndata: {"));
    forms.put("other fields", ALL.replace("data: ", "id: 7\nretry: 10\nbrand-new: 1\ndata: "));
    forms.put("a field without value", ALL.replace("data: {", "brand-new\ndata: {"));
    forms.put("a name before", ALL.replace("data: {", "event: message\ndata: {"));
    forms.put("a name behind", ALL.replace("}\n\n", "}\nevent: message\n\n"));
    forms.put("empty events", ALL.replace("\n\n", "\n\ndata:\n\ndata: \n\ndata\n\n"));
    forms.put("named and empty", ALL.replace("\n\n", "\n\nevent: ping\n\n"));
    forms.put("many blank lines", "\n\n" + ALL.replace("\n\n", "\n\n\n\n\n"));
    forms.put("a byte order mark", "\uFEFF" + ALL);
    return forms;
  }

  static Stream<String> written() {
    return forms().keySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @Keeps({"SSE-2", "SSE-3", "SSE-6", "SSE-7"})
  void written(String form) {
    String stream = forms().get(form);
    for (String end : List.of("\n", "\r\n", "\r")) {
      for (int piece : new int[] {AT_ONCE, 7, 1}) {
        assertThat(through(stream.replace("\n", end), piece)).as(end + piece).isEqualTo(ALL);
      }
    }
    for (int piece : new int[] {AT_ONCE, 7, 1}) {
      assertThat(through(mixed(stream), piece)).as("mixed in " + piece).isEqualTo(ALL);
    }
  }

  /** Another line end in each line; a blank line's LF would join a CR before it. */
  private static String mixed(String stream) {
    StringBuilder all = new StringBuilder();
    String[] ends = {"\r\n", "\n", "\r\n", "\r"};
    String[] lines = stream.split("\n", -1);
    for (int i = 0; i < lines.length - 1; i++) {
      String end = ends[i % ends.length];
      boolean joins = end.equals("\r") && lines[i + 1].isEmpty();
      all.append(lines[i]).append(joins ? "\r\n" : end);
    }
    return all.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {AT_ONCE, 8192, 1000})
  @Keeps("SSE-7")
  void aLineMayBeLong(int piece) {
    String stream = events(ROLE, Scripts.content(LONG), FINISH, USAGE, DONE);

    assertThat(through(stream, piece)).isEqualTo(stream);
  }

  @ParameterizedTest
  @ValueSource(ints = {AT_ONCE, 7, 1})
  @Keeps("SSE-4")
  void anEventOfSeveralLinesIsToldInOne(int piece) {
    String lines = ALL.replace(",\"choices\":", ",\ndata: \"choices\":");

    assertThat(through(lines, piece)).isEqualTo(ALL.replace(",\"choices\":", ", \"choices\":"));
  }

  @ParameterizedTest
  @ValueSource(ints = {AT_ONCE, 1})
  @Keeps({"SSE-5", "SSE-6"})
  void lineSeparatorsOfUnicodePassAsTheyAre(int piece) {
    String odd = Scripts.content("a\u2028b\u2029c\u0085d\\n\\r");

    assertThat(through(events(ROLE, odd, FINISH, DONE), piece))
        .isEqualTo(events(ROLE, odd, FINISH, DONE));
  }

  @Test
  @Keeps("SSE-5")
  void andWhereAnAnswerIsTranslated() {
    String odd = "a\u2028b\u2029c\u0085d\\n\\re";
    Script script = MessagesScripts.streams(MessagesScripts.WHOLE.replace(Speaker.TEXT, odd));
    try (ScriptedProvider only = new ScriptedProvider(script);
        RunningGateway before = new RunningGateway(Speaker.ANTHROPIC.behind(only))) {
      String body = before.chat(STREAM).body();

      assertThat(Answer.data(body)).anyMatch(data -> data.contains("\"content\":\"" + odd + "\""));
      assertThat(body).doesNotContain("\r");
    }
  }

  @Test
  @Keeps("SSE-5")
  void aRawLineEndWithinATextIsAnError() {
    String raw = Scripts.content("a\ndata: b");
    List<String> data = Answer.data(through(events(ROLE, raw, FINISH, DONE), 7));

    assertThat(data).hasSize(2).first().isEqualTo(ROLE);
    assertThat(data.getLast()).contains("\"upstream_invalid_answer\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", ""})
  @Keeps("SSE-8")
  void aLastEventThatWasNotEndedIsToldWhenItIsWhole(String end) {
    String open = events(ROLE, HELLO) + "data: " + FINISH + end;

    assertThat(through(open, 7)).isEqualTo(events(ROLE, HELLO, FINISH, DONE));
    assertThat(through(events(ROLE, HELLO, FINISH) + "data: [DONE]" + end, 7))
        .isEqualTo(events(ROLE, HELLO, FINISH, DONE));
  }

  @Test
  @Keeps("SSE-8")
  void aLastEventThatWasNotEndedIsAnErrorWhenItIsNotWhole() {
    String open = events(ROLE, HELLO) + "data: " + FINISH.substring(0, FINISH.length() - 1);
    List<String> data = Answer.data(through(open, 7));

    assertThat(data).hasSize(3).startsWith(ROLE, HELLO);
    assertThat(data.getLast()).contains("\"upstream_cut\"");
  }

  @Test
  @Keeps("SSE-12")
  void aClientThatTakesCompressedAnswersGetsItsEventsPlainAndAtOnce() {
    AtomicReference<NetSocket> held = new AtomicReference<>();
    provider.script(Scripts.streams(held::set, ROLE, HELLO));
    try (RawClient client = gateway.client()) {
      Answer head = client.chat(STREAM, "accept-encoding: gzip, deflate, br, zstd").head();
      assertThat(head.headers()).doesNotContainKey("content-encoding");
      assertThat(client.until(HELLO + "\n\n")).isEqualTo(events(ROLE, HELLO));
      await().until(() -> held.get() != null);
      held.get().write(chunk(events(FINISH, USAGE, DONE)).appendString("0\r\n\r\n"));
      assertThat(client.rest()).isEqualTo(events(FINISH, USAGE, DONE));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v1/completions|'prompt':'a'|data: {'choices':[{'text':'a','index':0,'logprobs':null,"
            + "'finish_reason':'stop'}]}",
        "/v1/images/generations|'prompt':'a'|event: image_generation.completed~"
            + "data: {'type':'image_generation.completed','b64_json':'AA'}",
        "/v1/responses|'input':'a'|data: {'id':'c','choices':[{'index':0,'delta':"
            + "{'role':'assistant','content':'a'},'finish_reason':'stop'}]}",
      })
  @Keeps("SSE-3")
  void noEndpointTellsAnEventWithoutData(String path, String field, String event) {
    String empty = "data:\n\ndata: \n\nevent: ping\n\nevent: ping\ndata\n\n: hi\n\n";
    String said = event.replace('\'', '"').replace('~', '\n') + "\n\n";
    provider.script(
        Scripts.says(
            streamHead().appendBuffer(chunk(empty + said + empty)).appendString("0\r\n\r\n")));
    String body = "{\"model\":\"chat\",\"stream\":true," + field.replace('\'', '"') + "}";
    try (RawClient client = gateway.client()) {
      Answer answer = client.send(RawClient.request("POST", path, body)).answer();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).endsWith("\n\n").containsPattern("(?m)^data: \\{");
      assertThat(answer.body().split("\n\n"))
          .allSatisfy(block -> assertThat(block).containsPattern("(?m)^(: .+|data: \\S.*)$"));
    }
  }

  @Test
  @Keeps("SSE-6")
  void aRequestMayComeByteByByte() {
    provider.script(Scripts.serves());
    String request = RawClient.request("POST", "/v1/chat/completions", STREAM);
    try (RawClient client = gateway.client()) {
      for (byte one : request.getBytes(StandardCharsets.UTF_8)) {
        client.send(new byte[] {one});
      }
      assertThat(client.answer().body()).isEqualTo(ALL);
    }
    assertThat(provider.requests().getLast().body()).isEqualTo(STREAM);
  }
}
