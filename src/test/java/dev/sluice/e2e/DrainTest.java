package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.DONE;
import static dev.sluice.e2e.Scripts.FINISH;
import static dev.sluice.e2e.Scripts.HELLO;
import static dev.sluice.e2e.Scripts.ROLE;
import static dev.sluice.e2e.Scripts.chunk;
import static dev.sluice.e2e.Scripts.events;
import static dev.sluice.e2e.Scripts.silent;
import static dev.sluice.e2e.Scripts.streams;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A gateway that is stopped while it has work in hand. */
final class DrainTest {
  private static Settings draining(long millis) {
    return new Settings().server("drain", Duration.ofMillis(millis));
  }

  @Test
  void aStreamInFlightIsCarriedToItsEnd() throws Exception {
    CompletableFuture<NetSocket> provider = new CompletableFuture<>();
    try (ScriptedProvider only = new ScriptedProvider(streams(provider::complete, ROLE, HELLO));
        RunningGateway gateway = RunningGateway.with(draining(10_000), only);
        RawClient client = gateway.client()) {
      client.chat(STREAM).head();
      client.until(HELLO + "\n\n");
      Future<Void> stopped = gateway.stop();
      await()
          .untilAsserted(() ->
              assertThatThrownBy(() -> gateway.ask("GET", "/ready"))
                  .hasMessageContaining("refused"));
      assertThat(stopped.isComplete()).isFalse();
      provider.get().write(chunk(events(FINISH, DONE)).appendString("0\r\n\r\n"));

      assertThat(Answer.data(client.rest())).containsExactly(FINISH, DONE);
      assertThat(client.closed()).isTrue();
      Await.result(stopped);
    }
  }

  @Test
  void whoAsksAfterTheNoticeIsServedAndSentElsewhereNextTime() {
    try (ScriptedProvider only = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway =
            RunningGateway.with(draining(1_000).server("notice", Duration.ofSeconds(2)), only)) {
      Future<Void> stopped = gateway.stop();

      assertThat(gateway.ask("GET", "/ready").status()).isEqualTo(503);
      Answer answer = gateway.chat(WHOLE);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("connection")).isEqualTo("close");
      Await.result(stopped);
      assertThatThrownBy(() -> gateway.ask("GET", "/ready")).hasMessageContaining("refused");
    }
  }

  @Test
  void aStreamThatTakesLongerEndsWithAnErrorEvent() {
    try (ScriptedProvider only = new ScriptedProvider(streams(_ -> {}, ROLE, HELLO));
        RunningGateway gateway = RunningGateway.with(draining(1_000), only);
        RawClient client = gateway.client()) {
      client.chat(STREAM).head();
      client.until(HELLO + "\n\n");
      Future<Void> stopped = gateway.stop();

      assertThat(Answer.data(client.rest()))
          .singleElement()
          .asString()
          .contains("\"server_is_stopping\"");
      assertThat(client.closed()).isTrue();
      Await.result(stopped);
      await().untilAsserted(() -> assertThat(only.open()).isEmpty());
    }
  }

  @Test
  void aRequestThatTakesLongerIsToldToComeAgain() {
    try (ScriptedProvider only = new ScriptedProvider(silent());
        RunningGateway gateway = RunningGateway.with(draining(1_000), only);
        RawClient client = gateway.client()) {
      client.chat(WHOLE);
      await().untilAsserted(() -> assertThat(only.attempts()).isEqualTo(1));
      Future<Void> stopped = gateway.stop();
      Answer answer = client.answer();

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.error("code")).isEqualTo("server_is_stopping");
      assertThat(answer.headers()).containsKey("retry-after");
      Await.result(stopped);
    }
  }

  @Test
  void nothingInHandMeansNothingToWaitFor() {
    try (RunningGateway gateway = new RunningGateway(draining(60_000));
        RawClient idle = gateway.client()) {
      assertThat(idle.send(RawClient.request("GET", "/ready", "")).answer().status())
          .isEqualTo(200);
      Await.result(gateway.stop());

      assertThat(idle.closed()).isTrue();
    }
  }
}
