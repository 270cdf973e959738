package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.DONE;
import static dev.sluice.e2e.Scripts.FINISH;
import static dev.sluice.e2e.Scripts.HELLO;
import static dev.sluice.e2e.Scripts.ROLE;
import static dev.sluice.e2e.Scripts.USAGE;
import static dev.sluice.e2e.Scripts.chunk;
import static dev.sluice.e2e.Scripts.events;
import static dev.sluice.e2e.Scripts.serves;
import static dev.sluice.e2e.Scripts.silent;
import static dev.sluice.e2e.Scripts.streams;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.Timeout;
import dev.sluice.Keeps;
import dev.sluice.config.FailoverConfig;
import dev.sluice.config.StreamConfig;
import dev.sluice.e2e.ScriptedProvider.Script;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Streams that are kept alive while the provider is silent. */
final class HeartbeatTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String HEARTBEAT = ": keep-alive\n\n";

  private static Handler<NetSocket> later(int millis, String... data) {
    return socket ->
        ScriptedProvider.VERTX.setTimer(
            millis, _ -> socket.write(chunk(events(data)).appendString("0\r\n\r\n")));
  }

  @Test
  @Keeps("SSE-3")
  void silenceWithinAStreamIsFilledWithComments() {
    Script pauses = streams(later(500, FINISH, USAGE, DONE), ROLE, HELLO);
    try (ScriptedProvider only = new ScriptedProvider(pauses);
        RunningGateway gateway = RunningGateway.with(new Settings().heartbeat(100), only)) {
      Answer answer = gateway.chat(STREAM);

      assertThat(answer.body())
          .startsWith(events(ROLE, HELLO) + HEARTBEAT + HEARTBEAT)
          .endsWith(HEARTBEAT + events(FINISH, USAGE, DONE));
      assertThat(answer.data()).containsExactly(ROLE, HELLO, FINISH, USAGE, DONE);
      assertThat(gateway.meter("sluice_heartbeats_total")).isBetween(2.0, 5.0);
    }
  }

  @Test
  @Keeps({"SSE-1", "SSE-3"})
  void silenceBeforeTheFirstTokenOpensTheStreamWithComments() {
    Script slow =
        (request, socket) ->
            ScriptedProvider.VERTX.setTimer(500, _ -> serves().play(request, socket));
    try (ScriptedProvider only = new ScriptedProvider(slow);
        RunningGateway gateway = RunningGateway.with(new Settings().heartbeat(100), only);
        RawClient client = gateway.client()) {
      Answer head = client.chat(STREAM).head();

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-type")).startsWith("text/event-stream");
      assertThat(head.headers())
          .containsEntry("cache-control", "no-cache")
          .containsEntry("x-accel-buffering", "no")
          .containsKey("x-request-id")
          .doesNotContainKey("content-length");
      assertThat(client.until("\n\n")).isEqualTo(HEARTBEAT);
      assertThat(client.rest())
          .startsWith(HEARTBEAT)
          .endsWith(events(ROLE, HELLO, FINISH, USAGE, DONE));
    }
  }

  @Test
  void theNextTargetMayStillAnswerAfterAComment() {
    Settings settings = new Settings().heartbeat(100).timeouts("firstByte", Duration.ofMillis(400));
    try (ScriptedProvider first = new ScriptedProvider(silent());
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      Answer answer = gateway.chat(STREAM);

      assertThat(answer.body())
          .startsWith(HEARTBEAT)
          .endsWith(events(ROLE, HELLO, FINISH, USAGE, DONE));
      assertThat(first.attempts()).isEqualTo(1);
      assertThat(second.attempts()).isEqualTo(1);
    }
  }

  @Test
  @Keeps("OC-15")
  void aFailureAfterACommentIsAnErrorEvent() {
    Settings settings = new Settings().heartbeat(100).timeouts("firstByte", Duration.ofMillis(300));
    try (ScriptedProvider only = new ScriptedProvider(silent());
        RunningGateway gateway = RunningGateway.with(settings, only)) {
      Answer answer = gateway.chat(STREAM);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.data()).singleElement().asString().contains("\"upstream_timeout\"");
    }
  }

  @Test
  void commentsOfTheProviderDoNotCountAsItsAnswer() {
    Script comments = Scripts.streams(HeartbeatTest::comment);
    Settings settings = new Settings().failover("deadline", Duration.ofMillis(500));
    try (ScriptedProvider only = new ScriptedProvider(comments);
        RunningGateway gateway = RunningGateway.with(settings, only)) {
      Answer answer = gateway.chat(STREAM);

      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.error("code")).isEqualTo("gateway_deadline");
    }
  }

  private static void comment(NetSocket socket) {
    ScriptedProvider.VERTX.setTimer(
        50, _ -> socket.write(chunk(": patience\n\n")).onSuccess(_ -> comment(socket)));
  }

  @Test
  @Keeps("ON-9")
  void aWholeAnswerIsNotKeptAlive() {
    Script slow =
        (request, socket) ->
            ScriptedProvider.VERTX.setTimer(300, _ -> serves().play(request, socket));
    try (ScriptedProvider only = new ScriptedProvider(slow);
        RunningGateway gateway = RunningGateway.with(new Settings().heartbeat(50), only)) {
      assertThat(gateway.chat(WHOLE).body()).isEqualTo(Scripts.ANSWER);
      assertThat(gateway.meter("sluice_heartbeats_total")).isZero();
    }
  }

  @Test
  @Keeps("SSE-3")
  void theFirstCommentComesWithinFifteenSecondsUnlessSetOtherwise() {
    assertThat(StreamConfig.defaults().heartbeat()).isBetween(SECOND, SECOND.multipliedBy(15));
  }

  @Test
  @Keeps("ON-9")
  void aWholeAnswerThatTakesTooLongIsGivenUp() {
    String begun =
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9999\r\n\r\n{";
    Settings settings = new Settings().failover("deadline", Duration.ofMillis(300));
    try (ScriptedProvider only = new ScriptedProvider(Scripts.says(Buffer.buffer(begun)));
        RunningGateway gateway = RunningGateway.with(settings, only)) {
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.error("code")).isEqualTo("gateway_deadline");
    }
  }

  @Test
  @Keeps("ON-9")
  void byThenOfficialClientsAreStillThereUnlessItIsSetOtherwise() {
    assertThat(FailoverConfig.defaults().deadline())
        .isEqualTo(Duration.ofMinutes(5))
        .isLessThan(Timeout.builder().build().request());
  }
}
