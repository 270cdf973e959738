package dev.sluice.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.model.Failure;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Attempts;
import dev.sluice.provider.Lane;
import dev.sluice.provider.Performed;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpFailureTest {
  private static final int ERROR_BODY = 4096;

  private final Lane lane = new Lane();

  @AfterEach
  void close() {
    lane.close();
  }

  private Adapter adapter(int port) {
    return lane.adapter(vertx -> new HttpAdapter(vertx, Configs.plain(port), ERROR_BODY));
  }

  private Failure failure(ScriptedProvider.Script script) {
    ScriptedProvider provider = new ScriptedProvider(lane.vertx(), script);
    return lane.perform(adapter(provider.port()), Attempts.plain()).failure();
  }

  @Test
  void aThrottledAttemptKeepsTheProvidersWord() {
    Failure failure =
        failure((socket, _) ->
            socket.write(
                ScriptedProvider.answer(
                    429,
                    "retry-after: 7\r\n",
                    "{\"error\":{\"message\":\"slow\",\"code\":\"rate_limit_exceeded\"}}")));

    assertThat(failure)
        .isInstanceOfSatisfying(
            Failure.Throttled.class,
            throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
  }

  @Test
  void aServerErrorIsUnavailable() {
    Failure failure = failure((socket, _) -> socket.write(ScriptedProvider.answer(500, "", "")));

    assertThat(failure)
        .isInstanceOfSatisfying(
            Failure.Unavailable.class, gone -> assertThat(gone.status()).isEqualTo(500));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void redirectsAreNotFollowed(int status) {
    ScriptedProvider provider =
        new ScriptedProvider(
            lane.vertx(),
            (socket, _) ->
                socket.write(ScriptedProvider.answer(status, "location: /elsewhere\r\n", "")));

    Failure failure = lane.perform(adapter(provider.port()), Attempts.plain()).failure();

    assertThat(failure).isInstanceOf(Failure.Upstream.class);
    assertThat(provider.asked()).hasSize(1);
  }

  @Test
  void anEndlessErrorBodyIsNotRead() {
    Buffer block = Buffer.buffer(new byte[64 * 1024]);
    AtomicLong written = new AtomicLong();
    ScriptedProvider provider =
        new ScriptedProvider(
            lane.vertx(),
            (socket, _) -> {
              socket.write("HTTP/1.1 500 x\r\ncontent-length: 104857600\r\n\r\n");
              pour(socket, block, written);
            });

    Failure failure = lane.perform(adapter(provider.port()), Attempts.plain()).failure();

    assertThat(failure).isInstanceOf(Failure.Unavailable.class);
    await().until(() -> provider.closed() == 1);
    assertThat(written.get()).isLessThan(32 * 1024 * 1024);
  }

  private static void pour(NetSocket socket, Buffer block, AtomicLong written) {
    while (written.get() < 104_857_600) {
      if (socket.writeQueueFull()) {
        socket.drainHandler(_ -> pour(socket, block, written));
        return;
      }
      written.addAndGet(block.length());
      socket.write(block);
    }
  }

  @Test
  void anErrorBodyThatBreaksOffStillTellsItsStatus() {
    Failure failure =
        failure((socket, _) ->
            socket.end(Buffer.buffer("HTTP/1.1 503 x\r\ncontent-length: 99\r\n\r\n{\"err")));

    assertThat(failure)
        .isInstanceOfSatisfying(
            Failure.Unavailable.class, gone -> assertThat(gone.status()).isEqualTo(503));
  }

  @Test
  void aConnectionIsKeptAfterAShortErrorBody() {
    ScriptedProvider provider =
        new ScriptedProvider(
            lane.vertx(), (socket, _) -> socket.write(ScriptedProvider.answer(500, "", "{}")));
    Adapter adapter = adapter(provider.port());

    assertThat(lane.perform(adapter, Attempts.plain()).failure()).isNotNull();
    assertThat(lane.perform(adapter, Attempts.plain()).failure()).isNotNull();

    assertThat(provider.opened()).isOne();
  }

  @Test
  void aRefusedConnectionIsUnreachable() {
    NetServer gone = Lane.get(lane.vertx().createNetServer().connectHandler(_ -> {}).listen(0));
    int port = gone.actualPort();
    Lane.get(gone.close());

    Failure failure = lane.perform(adapter(port), Attempts.plain()).failure();

    assertThat(failure).isInstanceOf(Failure.Unreachable.class);
    assertThat(failure.message()).contains("house").doesNotContain("127.0.0.1", "sk-house");
  }

  @Test
  void aHostWithoutAnAddressIsUnreachable() {
    Adapter adapter =
        lane.adapter(
            vertx -> new HttpAdapter(vertx, Configs.at("http://house.invalid/v1"), ERROR_BODY));

    Failure failure = lane.perform(adapter, Attempts.plain()).failure();

    assertThat(failure).isInstanceOf(Failure.Unreachable.class);
    assertThat(failure.message()).doesNotContain("house.invalid");
  }

  @Test
  void aCloseBeforeTheHeadIsUnreachableAndNotRepeatedOnAFreshConnection() {
    ScriptedProvider provider = new ScriptedProvider(lane.vertx(), (socket, _) -> socket.close());

    Performed performed = lane.perform(adapter(provider.port()), Attempts.plain());

    assertThat(performed.failure()).isInstanceOf(Failure.Unreachable.class);
    assertThat(provider.asked()).hasSize(1);
    assertThat(performed.replies()).hasSize(1);
  }

  @Test
  void somethingElseThanHttpIsGarbled() {
    Failure failure = failure((socket, _) -> socket.write("SSH-2.0-OpenSSH_9.6\r\n\r\n"));

    assertThat(failure).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void plainTextWhereTlsIsSpokenIsUnreachable() {
    ScriptedProvider provider = new ScriptedProvider(lane.vertx(), (socket, _) -> socket.close());
    Adapter adapter =
        lane.adapter(vertx ->
            new HttpAdapter(vertx, Configs.at("https://127.0.0.1:" + provider.port()), ERROR_BODY));

    assertThat(lane.perform(adapter, Attempts.plain()).failure())
        .isInstanceOf(Failure.Unreachable.class);
  }

  @Test
  void aProxyThatIsNotThereIsUnreachable() {
    Adapter adapter =
        lane.adapter(vertx ->
            new HttpAdapter(
                vertx,
                Configs.of(
                    "http://house.invalid",
                    false,
                    Configs.pool(1, 1, false),
                    URI.create("socks5://127.0.0.1:1"),
                    Configs.TRUSTING),
                ERROR_BODY));

    assertThat(lane.perform(adapter, Attempts.plain()).failure())
        .isInstanceOf(Failure.Unreachable.class);
  }
}
