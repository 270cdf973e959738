package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Conversations over WebSockets. */
final class RealtimeTest {
  private static final String PATH = "/v1/realtime?model=chat";
  private static final String DONE =
      "{\"type\":\"response.done\",\"event_id\":\"e\",\"response\":{\"id\":\"r\",\"usage\":"
          + "{\"total_tokens\":12,\"input_tokens\":7,\"output_tokens\":5,"
          + "\"input_token_details\":{\"cached_tokens\":3}}}}";

  /** A client's side of a conversation. */
  private static final class Talk implements AutoCloseable {
    final WebSocketClient client =
        ScriptedProvider.VERTX.createWebSocketClient(
            new WebSocketClientOptions().setMaxFrameSize(1 << 24).setMaxMessageSize(1 << 24));
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final CompletableFuture<Short> closed = new CompletableFuture<>();
    final WebSocket socket;

    Talk(RunningGateway gateway, String path, String... subprotocols) {
      WebSocketConnectOptions options =
          new WebSocketConnectOptions()
              .setPort(gateway.port())
              .setHost("127.0.0.1")
              .setURI(path)
              .putHeader("authorization", "Bearer of-the-client");
      for (String subprotocol : subprotocols) {
        options.addSubProtocol(subprotocol);
      }
      try {
        socket =
            Await.result(
                client
                    .connect(options)
                    .onSuccess(open -> {
                      open.textMessageHandler(heard::add);
                      open.closeHandler(_ -> closed.complete(open.closeStatusCode()));
                      open.exceptionHandler(_ -> {});
                    }));
      } catch (RuntimeException | Error e) {
        client.close();
        throw e;
      }
    }

    String hear() throws InterruptedException {
      return heard.poll(10, TimeUnit.SECONDS);
    }

    Short closing() throws Exception {
      return closed.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      Await.result(client.close());
    }
  }

  private static void echo(ServerWebSocket socket) {
    socket.exceptionHandler(_ -> {});
    socket.textMessageHandler(text -> {
      if (text.equals("done")) {
        socket.writeTextMessage(DONE);
      } else if (text.startsWith("close ")) {
        socket.close(Short.parseShort(text.substring(6)), "so be it");
      } else {
        socket.writeTextMessage("echo " + text);
      }
    });
    socket.writeTextMessage("{\"type\":\"session.created\"}");
  }

  private static RunningGateway before(Settings settings, HttpProvider provider) {
    return new RunningGateway(settings.target("voice", provider.port(), "upstream", "up/voice"));
  }

  private interface Asked {
    void of(RunningGateway gateway, HttpProvider provider) throws Exception;
  }

  private static void with(Settings settings, Consumer<ServerWebSocket> script, Asked asked)
      throws Exception {
    try (HttpProvider provider = HttpProvider.sockets(script);
        RunningGateway gateway = before(settings, provider)) {
      asked.of(gateway, provider);
    }
  }

  @Test
  void wordsGoBothWaysAndAreCounted() throws Exception {
    with(
        new Settings(),
        RealtimeTest::echo,
        (gateway, provider) -> {
          try (Talk talk =
              new Talk(gateway, PATH, "realtime", "openai-insecure-api-key.of-the-client")) {
            assertThat(talk.hear()).contains("session.created");
            assertThat(talk.socket.subProtocol()).isEqualTo("realtime");
            assertThat(talk.socket.headers().get("x-sluice-target")).isEqualTo("voice/chat");
            talk.socket.writeTextMessage("Grüße");
            assertThat(talk.hear()).isEqualTo("echo Grüße");
            talk.socket.writeTextMessage("done");
            assertThat(talk.hear()).isEqualTo(DONE);
            Await.result(talk.socket.close((short) 1000));
          }
          gateway.awaitRest();

          HttpProvider.Seen seen = provider.last();
          assertThat(seen.uri()).isEqualTo("/v1/realtime?model=up%2Fvoice");
          assertThat(seen.header("authorization")).isEqualTo("Bearer sk-secret-of-the-house");
          assertThat(seen.header("sec-websocket-protocol")).isEqualTo("realtime");
          assertThat(seen.headers().entries().toString()).doesNotContain("of-the-client");
          assertThat(gateway.meter("sluice_tokens_total{direction=\"in\"")).isEqualTo(7);
          assertThat(gateway.meter("sluice_tokens_total{direction=\"cached\"")).isEqualTo(3);
          assertThat(
                  gateway.meter(
                      "sluice_exchanges_total{endpoint=\"realtime\",result=\"completed\""))
              .isEqualTo(1);
        });
  }

  @Test
  void frameBoundariesAndBinariesPass() throws Exception {
    BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    with(
        new Settings(),
        socket ->
            socket.frameHandler(frame -> {
              if (!frame.isClose()) {
                frames.add((frame.isBinary() ? "b" : frame.isText() ? "t" : "c") + frame.isFinal());
              }
            }),
        (gateway, _) -> {
          try (Talk talk = new Talk(gateway, PATH)) {
            talk.socket.writeFrame(WebSocketFrame.textFrame("a", false));
            talk.socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("b"), true));
            talk.socket.writeFrame(WebSocketFrame.binaryFrame(Buffer.buffer("c"), true));

            assertThat(List.of(take(frames), take(frames), take(frames)))
                .containsExactly("tfalse", "ctrue", "btrue");
          }
        });
  }

  private static String take(BlockingQueue<String> frames) throws InterruptedException {
    return String.valueOf(frames.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void closeCodesAreCarriedBothWays() throws Exception {
    CompletableFuture<Short> seen = new CompletableFuture<>();
    with(
        new Settings(),
        socket -> {
          echo(socket);
          socket.closeHandler(_ -> seen.complete(socket.closeStatusCode()));
        },
        (gateway, _) -> {
          try (Talk talk = new Talk(gateway, PATH)) {
            talk.socket.close((short) 4001, "enough");
            assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo((short) 4001);
          }
          try (Talk talk = new Talk(gateway, PATH)) {
            talk.socket.writeTextMessage("close 4002");
            assertThat(talk.closing()).isEqualTo((short) 4002);
            assertThat(talk.socket.closeReason()).isEqualTo("so be it");
          }
        });
  }

  @Test
  void aProviderThatBreaksOffIsAFailure() throws Exception {
    with(
        new Settings(),
        socket -> ScriptedProvider.VERTX.setTimer(100, _ -> breakOff(socket)),
        (gateway, _) -> {
          try (Talk talk = new Talk(gateway, PATH)) {
            assertThat(talk.closing()).isEqualTo((short) 1011);
          }
          assertThat(gateway.meter("sluice_exchanges_total{endpoint=\"realtime\",result=\"cut\""))
              .isEqualTo(1);
        });
  }

  /** Closes the connection without a word, which no API of the server does. */
  private static void breakOff(ServerWebSocket socket) {
    Channel channel = ((WebSocketInternal) socket).channelHandlerContext().channel();
    channel.eventLoop().execute(() -> channel.unsafe().closeForcibly());
  }

  @Test
  void silenceAndLifetimeAreBounded() throws Exception {
    with(
        new Settings().passing("idle", Duration.ofMillis(200)),
        RealtimeTest::echo,
        (gateway, _) -> {
          try (Talk talk = new Talk(gateway, PATH)) {
            assertThat(talk.closing()).isEqualTo((short) 1000);
          }
        });
  }

  @Test
  void aNodeThatGoesSaysSo() throws Exception {
    try (HttpProvider provider = HttpProvider.sockets(RealtimeTest::echo);
        RunningGateway gateway = before(new Settings(), provider);
        Talk talk = new Talk(gateway, PATH)) {
      assertThat(talk.hear()).contains("session.created");
      gateway.stop();

      assertThat(talk.closing()).isEqualTo((short) 1001);
    }
  }

  @Test
  void aFrameThatIsTooLargeEndsTheConversation() throws Exception {
    with(
        new Settings().limits("frame", 1000),
        RealtimeTest::echo,
        (gateway, _) -> {
          try (Talk talk = new Talk(gateway, PATH)) {
            talk.socket.writeTextMessage("x".repeat(1001));
            talk.closing();
          }
          await()
              .atMost(Duration.ofSeconds(5))
              .until(() -> gateway.meter("sluice_exchanges_in_flight") == 0);
        });
  }

  @Test
  void aCallThatIsNotTakenIsTakenByTheNextTarget() throws Exception {
    try (HttpProvider deaf = HttpProvider.answers(500, "application/json", "{}");
        ScriptedProvider closing = new ScriptedProvider(Scripts.closes());
        HttpProvider voice = HttpProvider.sockets(RealtimeTest::echo);
        RunningGateway gateway =
            new RunningGateway(
                new Settings().target("closing", closing).target("voice", voice.port()))) {
      assertThat(deaf.requests()).isEmpty();
      try (Talk talk = new Talk(gateway, PATH)) {
        assertThat(talk.hear()).contains("session.created");
        assertThat(talk.socket.headers().get("x-sluice-attempts")).isEqualTo("2");
      }
    }
  }

  @Test
  void aProviderThatLeavesACallUnansweredLosesItToTheNextTarget() throws Exception {
    try (ScriptedProvider deaf = new ScriptedProvider(Scripts.silent());
        HttpProvider voice = HttpProvider.sockets(RealtimeTest::echo);
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .timeouts("firstByte", Duration.ofMillis(200))
                    .target("deaf", deaf)
                    .target("voice", voice.port()))) {
      try (Talk talk = new Talk(gateway, PATH)) {
        assertThat(talk.hear()).contains("session.created");
        assertThat(talk.socket.headers().get("x-sluice-attempts")).isEqualTo("2");
      }
      await().untilAsserted(() -> assertThat(deaf.open()).isEmpty());
    }
  }

  @Test
  void aCallThatCannotBeServedIsRefusedAsHttp() throws Exception {
    with(
        new Settings(),
        RealtimeTest::echo,
        (gateway, _) -> {
          assertThat(gateway.ask("GET", PATH).status()).isEqualTo(400);
          assertThat(refusal(gateway, "/v1/realtime").getStatus()).isEqualTo(400);
          UpgradeRejectedException unknown = refusal(gateway, "/v1/realtime?model=none");
          assertThat(unknown.getStatus()).isEqualTo(404);
          assertThat(unknown.getBody().toString()).contains("model_not_found");
          try (Talk talk = new Talk(gateway, PATH)) {
            assertThat(talk.hear()).contains("session.created");
            assertThat(refusal(gateway, PATH).getStatus()).isEqualTo(503);
          }
        });
  }

  private static UpgradeRejectedException refusal(RunningGateway gateway, String path) {
    WebSocketClient client = ScriptedProvider.VERTX.createWebSocketClient();
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    client
        .connect(gateway.port(), "127.0.0.1", path)
        .onComplete(
            _ -> refused.completeExceptionally(new AssertionError("taken")), refused::complete);
    try {
      return (UpgradeRejectedException) refused.get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no refusal", e);
    } finally {
      client.close();
    }
  }
}
