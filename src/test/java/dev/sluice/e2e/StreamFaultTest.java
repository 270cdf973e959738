package dev.sluice.e2e;

import static dev.sluice.e2e.Scripts.DONE;
import static dev.sluice.e2e.Scripts.FINISH;
import static dev.sluice.e2e.Scripts.HELLO;
import static dev.sluice.e2e.Scripts.ROLE;
import static dev.sluice.e2e.Scripts.USAGE;
import static dev.sluice.e2e.Scripts.chunk;
import static dev.sluice.e2e.Scripts.error;
import static dev.sluice.e2e.Scripts.says;
import static dev.sluice.e2e.Scripts.saysAndCloses;
import static dev.sluice.e2e.Scripts.streamHead;
import static dev.sluice.e2e.Scripts.streams;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client gets when a stream goes wrong after its first content. */
final class StreamFaultTest {
  /**
   * A provider's misdeed after {@link Scripts#ROLE} and {@link Scripts#HELLO}.
   *
   * @param code of the error event that the client gets
   */
  record Broken(String name, Script script, String type, String code) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A provider's misdeed that leaves the answer whole. */
  record Whole(String name, Script script) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Broken> broken() {
    String server = "server_error";
    return Stream.of(
        new Broken("close", streams(NetSocket::close, ROLE, HELLO), server, "upstream_cut"),
        new Broken("reset", streams(Scripts::resetSoon, ROLE, HELLO), server, "upstream_cut"),
        new Broken("end without finish", streams(ROLE, HELLO), server, "upstream_cut"),
        new Broken("[DONE] without finish", streams(ROLE, HELLO, DONE), server, "upstream_cut"),
        new Broken(
            "half an event",
            saysAndCloses(begun("data: {\"id\":\"chatcmpl-1\"")),
            server,
            "upstream_cut"),
        new Broken("silence", streams(_ -> {}, ROLE, HELLO), "timeout", "upstream_timeout"),
        new Broken(
            "no JSON", streams(ROLE, HELLO, "{]", FINISH, DONE), server, "upstream_invalid_answer"),
        new Broken(
            "error event",
            streams(ROLE, HELLO, error(server, "oops"), FINISH, DONE),
            server,
            "upstream_error"),
        new Broken(
            "named error event",
            says(begun("event: error\ndata: " + error(server, "oops") + "\n\n")),
            server,
            "upstream_error"));
  }

  static Stream<Whole> whole() {
    return Stream.of(
        new Whole("end without [DONE]", streams(ROLE, HELLO, FINISH, USAGE)),
        new Whole("cut after the usage", streams(NetSocket::close, ROLE, HELLO, FINISH, USAGE)),
        new Whole("more after [DONE]", streams(ROLE, HELLO, FINISH, USAGE, DONE, HELLO, DONE)),
        new Whole("open after [DONE]", streams(_ -> {}, ROLE, HELLO, FINISH, USAGE, DONE)),
        new Whole(
            "[DONE] without an empty line",
            saysAndCloses(begun(Scripts.events(FINISH, USAGE) + "data: [DONE]"))));
  }

  private static Buffer begun(String more) {
    return streamHead().appendBuffer(chunk(Scripts.events(ROLE, HELLO))).appendBuffer(chunk(more));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @Keeps({"SSE-2", "OC-14", "OC-15", "OC-17"})
  void broken(Broken fault) {
    Settings settings = new Settings().timeouts("betweenBytes", Duration.ofMillis(1500));
    try (ScriptedProvider first = new ScriptedProvider(fault.script());
        ScriptedProvider second = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway = RunningGateway.with(settings, first, second);
        RawClient client = gateway.client()) {
      long asked = System.nanoTime();
      Answer answer = client.chat(RunningGateway.STREAM).answer();

      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(4));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.data()).hasSize(3).startsWith(ROLE, HELLO);
      Answer event = new Answer(0, answer.headers(), answer.data().getLast());
      assertThat(event.error("type")).isEqualTo(fault.type());
      assertThat(event.error("code")).isEqualTo(fault.code());
      assertThat(event.error("param")).isNull();
      assertThat(event.error("message")).isNotBlank();
      assertThat(first.attempts()).isEqualTo(1);
      assertThat(second.attempts()).isZero();
      gateway.awaitRest();
      assertThat(first.open()).hasSizeLessThanOrEqualTo(1);
      assertThat(client.chat(RunningGateway.STREAM).answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Keeps({"OC-14", "OC-15"})
  void anErrorOfAnotherDialectIsToldTheSame(ProviderKind kind) {
    try (ScriptedProvider only = new ScriptedProvider(kind.breaks());
        RunningGateway gateway = kind.gateway(only)) {
      List<String> data = gateway.chat(RunningGateway.STREAM).data();
      JsonNode last = Answer.json(data.getLast());

      assertThat(data).doesNotContain(DONE).anyMatch(event -> event.contains(Speaker.TEXT));
      assertThat(last.fieldNames()).toIterable().containsExactly("error");
      assertThat(last.get("error").fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder("message", "type", "param", "code");
      assertThat(last.at("/error/message").isTextual()).isTrue();
    }
  }

  @Test
  @Keeps("OC-17")
  void aResetRightAfterDataIsNoticedAtOnce() {
    Settings settings = new Settings().failover("attempts", 1).breaker("enabled", false);
    try (ScriptedProvider only = new ScriptedProvider(streams(Scripts::reset, ROLE, HELLO));
        RunningGateway gateway = RunningGateway.with(settings, only)) {
      long asked = System.nanoTime();
      for (int i = 0; i < 50; i++) {
        // What came with the reset may be lost, and with it the beginning of the stream.
        assertThat(gateway.chat(RunningGateway.STREAM).body()).contains("\"error\"");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(9));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @Keeps({"SSE-9", "OC-14"})
  void whole(Whole stream) {
    try (ScriptedProvider only = new ScriptedProvider(stream.script());
        RunningGateway gateway = RunningGateway.before(only);
        RawClient client = gateway.client()) {
      for (int turn = 1; turn <= 2; turn++) {
        Answer answer = client.chat(RunningGateway.STREAM).answer();

        assertThat(answer.data()).containsExactly(ROLE, HELLO, FINISH, USAGE, DONE);
        assertThat(only.attempts()).isEqualTo(turn);
      }
      assertThat(gateway.meter("sluice_attempts_total{outcome=\"completed\"")).isEqualTo(2);
    }
  }
}
