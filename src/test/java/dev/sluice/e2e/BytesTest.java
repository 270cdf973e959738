package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.MESSAGES;
import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.ANSWER;
import static dev.sluice.e2e.Scripts.DONE;
import static dev.sluice.e2e.Scripts.FINISH;
import static dev.sluice.e2e.Scripts.HELLO;
import static dev.sluice.e2e.Scripts.ROLE;
import static dev.sluice.e2e.Scripts.USAGE;
import static dev.sluice.e2e.Scripts.chunk;
import static dev.sluice.e2e.Scripts.events;
import static dev.sluice.e2e.Scripts.gzip;
import static dev.sluice.e2e.Scripts.says;
import static dev.sluice.e2e.Scripts.streamHead;
import static dev.sluice.e2e.Scripts.trickles;
import static dev.sluice.e2e.Scripts.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes through, however it comes. */
final class BytesTest {
  private static final String ALL = events(ROLE, HELLO, FINISH, USAGE, DONE);

  private static Answer through(Script script, String request) {
    try (ScriptedProvider only = new ScriptedProvider(script);
        RunningGateway gateway = RunningGateway.before(only)) {
      Answer answer = gateway.chat(request);
      assertThat(only.attempts()).isEqualTo(1);
      return answer;
    }
  }

  @Test
  @Keeps("ON-1")
  void aWholeAnswerPassesByteForByte() {
    Answer answer = through(Scripts.answers(), WHOLE);

    assertThat(answer.body()).isEqualTo(ANSWER);
    assertThat(answer.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("x-sluice-target", "first/chat")
        .containsEntry("x-sluice-attempts", "1")
        .containsKeys("x-request-id", "content-length");
  }

  @Test
  @Keeps("SSE-1")
  void aStreamPassesByteForByteWithTheHeadersOfOne() {
    Answer answer = through(Scripts.streams(), STREAM);

    assertThat(answer.body()).isEqualTo(ALL);
    assertThat(answer.headers())
        .containsEntry("content-type", "text/event-stream; charset=utf-8")
        .containsEntry("cache-control", "no-cache")
        .containsEntry("x-accel-buffering", "no")
        .containsEntry("x-sluice-target", "first/chat")
        .containsEntry("x-sluice-attempts", "1")
        .containsKey("x-request-id")
        .doesNotContainKey("content-length");
  }

  @Test
  void aWholeAnswerMayComeOneByteAtATime() {
    Answer answer = through(trickles(whole(200, "application/json", ANSWER)), WHOLE);

    assertThat(answer.body()).isEqualTo(ANSWER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  @Keeps({"SSE-6", "SSE-7"})
  void aStreamMayComeOneByteAtATimeWithAnyLineEnd(String lineEnd) {
    Buffer stream = streamHead();
    for (byte one : ALL.replace("\n", lineEnd).getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      stream.appendBuffer(chunk(new byte[] {one}));
    }
    Answer answer = through(trickles(stream.appendString("0\r\n\r\n")), STREAM);

    assertThat(answer.body()).isEqualTo(ALL);
  }

  @Test
  void aCompressedWholeAnswerIsPassedOnPlain() {
    Buffer compressed = whole(200, "application/json", gzip(ANSWER), "content-encoding: gzip");
    Answer answer = through(says(compressed), WHOLE);

    assertThat(answer.body()).isEqualTo(ANSWER);
    assertThat(answer.headers()).doesNotContainKey("content-encoding");
  }

  @Test
  @Keeps("SSE-12")
  void aCompressedStreamIsPassedOnPlain() {
    Buffer compressed =
        streamHead("content-encoding: gzip")
            .appendBuffer(chunk(gzip(ALL)))
            .appendString("0\r\n\r\n");
    Answer answer = through(says(compressed), STREAM);

    assertThat(answer.body()).isEqualTo(ALL);
    assertThat(answer.headers()).doesNotContainKey("content-encoding");
  }

  @Test
  void anEndlessErrorBodyIsNotReadToItsEnd() {
    int most = 100 * 1024 * 1024;
    AtomicLong sent = new AtomicLong();
    String head = "HTTP/1.1 500 X\r\ncontent-type: text/plain\r\ncontent-length: " + most;
    Script floods =
        (_, socket) -> {
          socket.write(head + "\r\n\r\n");
          flood(socket, sent, most);
        };
    try (ScriptedProvider first = new ScriptedProvider(floods);
        ScriptedProvider second = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway = RunningGateway.before(first, second)) {
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.header("x-sluice-target")).isEqualTo("second/chat");
      gateway.awaitRest();
      assertThat(first.open()).isEmpty();
      assertThat(sent).hasValueLessThan(most / 2);
    }
  }

  private static void flood(NetSocket socket, AtomicLong sent, long most) {
    Buffer part = Buffer.buffer(new byte[64 * 1024]);
    while (!socket.writeQueueFull() && sent.get() < most) {
      sent.addAndGet(part.length());
      socket.write(part);
    }
    socket.drainHandler(_ -> flood(socket, sent, most));
  }

  @Test
  @Keeps("OC-6")
  void usageIsAskedOfTheProviderAndHiddenFromAClientThatDidNotAsk() {
    try (ScriptedProvider only = new ScriptedProvider(Scripts.streams());
        RunningGateway gateway = RunningGateway.before(only)) {
      Answer answer = gateway.chat("{\"model\":\"chat\",\"stream\":true," + MESSAGES + "}");

      assertThat(only.requests().getFirst().body())
          .contains("\"stream_options\":{\"include_usage\":true}");
      assertThat(answer.data()).containsExactly(ROLE, HELLO, FINISH, DONE);
      assertThat(gateway.meters("sluice_tokens"))
          .containsEntry("sluice_tokens_total{direction=\"in\",target=\"first/chat\"}", 5.0)
          .containsEntry("sluice_tokens_total{direction=\"out\",target=\"first/chat\"}", 2.0);
    }
  }

  @Test
  @Keeps({"ON-8", "RT-9"})
  void theProviderGetsTheRequestAsItCameWithTheGatewaysCredentials() {
    String body = "{\"model\": \"chat\" , \"seed\":9007199254740993, \"x\":1e-7," + MESSAGES + "}";
    try (ScriptedProvider only = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway = RunningGateway.before(only)) {
      Answer answer =
          gateway.chat(
              body, "authorization: Bearer of-the-client", "x-request-id: a-1", "x-own: 1");

      assertThat(answer.status()).isEqualTo(200);
      ScriptedProvider.Seen seen = only.requests().getFirst();
      assertThat(seen.body()).isEqualTo(body);
      assertThat(seen.head()).startsWith("POST /v1/chat/completions HTTP/1.1");
      assertThat(seen.header("authorization")).isEqualTo("Bearer sk-secret-of-the-house");
      assertThat(seen.header("x-request-id")).isEqualTo("a-1");
      assertThat(seen.header("x-own")).isNull();
    }
  }
}
