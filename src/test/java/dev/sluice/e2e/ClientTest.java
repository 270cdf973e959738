package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.DONE;
import static dev.sluice.e2e.Scripts.FINISH;
import static dev.sluice.e2e.Scripts.HELLO;
import static dev.sluice.e2e.Scripts.ROLE;
import static dev.sluice.e2e.Scripts.chunk;
import static dev.sluice.e2e.Scripts.content;
import static dev.sluice.e2e.Scripts.events;
import static dev.sluice.e2e.Scripts.serves;
import static dev.sluice.e2e.Scripts.silent;
import static dev.sluice.e2e.Scripts.streams;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that leave, and clients that are slow. */
final class ClientTest {
  /** A hundred milliseconds are wanted; the rest is for a machine that has more to do. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private static void awaitClosed(ScriptedProvider provider) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(provider.open()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {WHOLE, STREAM})
  @Keeps("SSE-10")
  void whoLeavesBeforeTheFirstByteTakesTheAttemptAlong(String request) {
    try (ScriptedProvider first = new ScriptedProvider(silent());
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.before(first, second)) {
      try (RawClient client = gateway.client()) {
        client.chat(request);
        await().untilAsserted(() -> assertThat(first.attempts()).isEqualTo(1));
      }
      awaitClosed(first);
      gateway.awaitRest();
      assertThat(second.attempts()).isZero();
      assertThat(gateway.meter("sluice_exchanges_total{endpoint=\"chat\",result=\"client_gone\"}"))
          .isEqualTo(1);
      assertThat(gateway.meter("sluice_attempts_total{outcome=\"client_gone\"")).isEqualTo(1);
    }
  }

  @Test
  @Keeps("SSE-10")
  void whoLeavesInTheMiddleOfAStreamTakesTheAttemptAlong() {
    try (ScriptedProvider only = new ScriptedProvider(streams(_ -> {}, ROLE, HELLO));
        RunningGateway gateway = RunningGateway.before(only)) {
      try (RawClient client = gateway.client()) {
        client.chat(STREAM).head();
        client.until(HELLO + "\n\n");
      }
      awaitClosed(only);
    }
  }

  @Test
  void whoLeavesWhileARetryIsWaitedForEndsTheWaiting() {
    Script busy = Scripts.refuses(503, "server_error", "busy", "retry-after: 1");
    try (ScriptedProvider only = new ScriptedProvider(busy);
        RunningGateway gateway = RunningGateway.before(only)) {
      try (RawClient client = gateway.client()) {
        client.chat(WHOLE);
        await().untilAsserted(() -> assertThat(only.attempts()).isEqualTo(1));
      }
      gateway.awaitRest();
      await()
          .during(Duration.ofMillis(1200))
          .atMost(Duration.ofSeconds(3))
          .untilAsserted(() -> assertThat(only.attempts()).isEqualTo(1));
    }
  }

  @Test
  void whoLeavesInTheMiddleOfItsBodyLeavesNothingBehind() {
    try (ScriptedProvider only = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.before(only)) {
      try (RawClient client = gateway.client()) {
        String whole = RawClient.request("POST", "/v1/chat/completions", WHOLE);
        client.send(whole.substring(0, whole.length() - 10));
      }
      gateway.awaitRest();
      assertThat(only.attempts()).isZero();
    }
  }

  @Test
  @Keeps("SSE-11")
  void aSlowClientPausesItsOwnProviderAndNobodyElses() {
    AtomicLong sent = new AtomicLong();
    AtomicLong paused = new AtomicLong();
    long most = 256L * 1024 * 1024;
    Script floods = streams(socket -> flood(socket, sent, paused, most), ROLE);
    Settings settings = new Settings().limits("exchanges", 4);
    try (ScriptedProvider first = new ScriptedProvider(floods);
        RunningGateway gateway = RunningGateway.with(settings, first)) {
      try (RawClient slow = new RawClient(gateway.port(), 16 * 1024)) {
        slow.chat(STREAM).head();
        slow.until(ROLE + "\n\n");
        awaitStandstill(sent);
        assertThat(paused).hasPositiveValue();
        assertThat(sent).hasValueLessThan(64L * 1024 * 1024);

        String calm = STREAM.replace("chat", RunningGateway.CALM);
        assertThat(gateway.chat(calm).data()).hasSize(5);

        long before = sent.get();
        for (int i = 0; i < 40_000; i++) {
          slow.until("\n\n");
        }
        await().untilAsserted(() -> assertThat(sent).hasValueGreaterThan(before));
      }
      awaitClosed(first);
    }
  }

  /** As long as nobody reads, the bytes on the way stand still. */
  private static void awaitStandstill(AtomicLong sent) {
    AtomicLong last = new AtomicLong(-1);
    await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> last.getAndSet(sent.get()) == sent.get());
  }

  private static void flood(NetSocket socket, AtomicLong sent, AtomicLong paused, long most) {
    Buffer part = chunk(events(content("x".repeat(200))).repeat(50));
    while (!socket.writeQueueFull() && sent.get() < most) {
      sent.addAndGet(part.length());
      socket.write(part);
    }
    paused.incrementAndGet();
    socket.drainHandler(_ -> flood(socket, sent, paused, most));
  }

  @Test
  void aSlowClientStillGetsAllOfItsStream() {
    String[] data = new String[20_002];
    data[0] = ROLE;
    for (int i = 1; i <= 20_000; i++) {
      data[i] = content("token " + i);
    }
    data[20_001] = FINISH;
    try (ScriptedProvider only = new ScriptedProvider(streams(data));
        RunningGateway gateway = RunningGateway.before(only);
        RawClient slow = new RawClient(gateway.port(), 4 * 1024)) {
      slow.chat(STREAM).head();
      slow.until(ROLE + "\n\n");
      await().pollDelay(Duration.ofMillis(300)).until(() -> true);

      assertThat(Answer.data(slow.rest()))
          .hasSize(20_002)
          .contains(data[1], data[20_000])
          .endsWith(FINISH, DONE);
    }
  }
}
