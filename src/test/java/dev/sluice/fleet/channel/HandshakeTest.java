package dev.sluice.fleet.channel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.config.ChannelConfig;
import dev.sluice.config.FleetTlsConfig;
import dev.sluice.config.Secret;
import dev.sluice.provider.http.Pem;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.SocketAddress;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two members, and strangers between them. */
final class HandshakeTest {
  private static final byte[] KEY = FleetKey.of(new Secret("a secret of the fleet"), "channel");
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @TempDir private Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    assertThat(vertx.close().toCompletionStage().toCompletableFuture()).succeedsWithin(20, SECONDS);
  }

  private static final class Opened extends VerticleBase {
    private final Channel channel;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final CompletableFuture<Context> on = new CompletableFuture<>();

    Opened(Channel channel) {
      this.channel = channel;
    }

    @Override
    public Future<?> start() {
      on.complete(context);
      return channel.open().onSuccess(port::complete);
    }

    @Override
    public Future<?> stop() {
      return channel.close();
    }
  }

  private Opened open(String id, byte[] key) throws Exception {
    return open(id, key, null);
  }

  private Opened open(String id, byte[] key, @Nullable FleetTlsConfig tls) throws Exception {
    Channel channel = new Channel(new ChannelConfig(0, tls), "127.0.0.1", key, id, vertx);
    channel.receive("t", (from, message) -> heard.add(from + ">" + id + ":" + message));
    Opened opened = new Opened(channel);
    DeploymentOptions options = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);
    vertx
        .deployVerticle(opened, options)
        .toCompletionStage()
        .toCompletableFuture()
        .get(20, SECONDS);
    return opened;
  }

  private static void connect(Opened one, String id, int port) throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    SocketAddress place = SocketAddress.inetSocketAddress(port, "127.0.0.1");
    one.on
        .get(20, SECONDS)
        .runOnContext(_ -> {
          one.channel.connect(List.of(new Peer(id, place)));
          done.complete(null);
        });
    done.get(20, SECONDS);
  }

  private static Socket socket(int port) throws IOException {
    Socket socket = new Socket(LOOPBACK, port);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static byte[] frame(InputStream from) throws IOException {
    DataInputStream in = new DataInputStream(from);
    return in.readNBytes(in.readInt());
  }

  private static void send(Socket socket, Buffer bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(Frames.frame(bytes).getBytes());
    out.flush();
  }

  private void hears(String message) {
    await().atMost(20, SECONDS).until(() -> heard.contains(message));
  }

  @Test
  void whatWasSentBeforeTheConnectionStoodArrivesToo() throws Exception {
    Opened a = open("a", KEY);
    Opened b = open("b", KEY);
    connect(a, "b", b.port.get());
    for (int i = 0; i < 100; i++) {
      a.channel.to("b", "t", Buffer.buffer("" + i));
    }
    hears("a>b:99");
    assertThat(heard).hasSize(100).startsWith("a>b:0", "a>b:1");
  }

  @Test
  void aLargeMessageArrivesWhole() throws Exception {
    Opened a = open("a", KEY);
    Opened b = open("b", KEY);
    connect(a, "b", b.port.get());
    String large = "x".repeat(1 << 20);
    a.channel.toAll("t", Buffer.buffer(large));
    hears("a>b:" + large);
  }

  @Test
  void membersWithCertificatesOfTheFleetSpeakInSecret() throws Exception {
    Pem pem = Pem.make(folder, "fleet");
    FleetTlsConfig tls = tls(pem, pem);
    Opened a = open("a", KEY, tls);
    Opened b = open("b", KEY, tls);
    connect(a, "b", b.port.get());
    a.channel.toAll("t", Buffer.buffer("private"));
    hears("a>b:private");
  }

  @Test
  void aMemberWithACertificateOfAnotherAuthorityIsNotHeard() throws Exception {
    Pem fleet = Pem.make(folder, "fleet");
    Pem other = Pem.make(folder, "other");
    Opened a = open("a", KEY, tls(fleet, fleet));
    Opened stranger = open("x", KEY, tls(other, fleet));
    Opened b = open("b", KEY, tls(fleet, fleet));
    connect(stranger, "a", a.port.get());
    stranger.channel.toAll("t", Buffer.buffer("strange"));
    connect(b, "a", a.port.get());
    b.channel.toAll("t", Buffer.buffer("known"));
    hears("b>a:known");
    assertThat(heard).containsExactly("b>a:known");
  }

  private static FleetTlsConfig tls(Pem own, Pem authority) {
    return new FleetTlsConfig(own.certificate(), own.key(), authority.certificate());
  }

  @Test
  void aMemberThatReturnsAtAnotherPlaceIsFoundThere() throws Exception {
    Opened a = open("a", KEY);
    Opened first = open("b", KEY);
    connect(a, "b", first.port.get());
    a.channel.toAll("t", Buffer.buffer("1"));
    hears("a>b:1");
    Opened second = open("b", KEY);
    connect(a, "b", second.port.get());
    a.channel.toAll("t", Buffer.buffer("2"));
    hears("a>b:2");
  }

  @Test
  void aCallerThatDoesNotKnowTheSecretIsNotHeard() throws Exception {
    Opened a = open("a", KEY);
    Hello hello = new Hello(1, Buffer.buffer(new byte[Hello.NONCE]), "x", "a");
    try (Socket socket = socket(a.port.get())) {
      send(socket, hello.encode());
      byte[] answer = frame(socket.getInputStream());
      assertThat(answer).hasSize(1 + Hello.NONCE + Seal.PROOF);
      byte[] wrong = FleetKey.of(new Secret("another secret"), "channel");
      Buffer nonce = Buffer.buffer(answer).getBuffer(1, 1 + Hello.NONCE);
      send(socket, Buffer.buffer(new Seal(wrong, hello, 1, nonce).proof(Seal.Role.CALLER)));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void aProofIsOfNoUseForAnotherConnection() throws Exception {
    Opened a = open("a", KEY);
    Hello hello = new Hello(1, Buffer.buffer(new byte[Hello.NONCE]), "x", "a");
    Buffer proof;
    try (Socket socket = socket(a.port.get())) {
      send(socket, hello.encode());
      Buffer nonce = Buffer.buffer(frame(socket.getInputStream())).getBuffer(1, 1 + Hello.NONCE);
      proof = Buffer.buffer(new Seal(KEY, hello, 1, nonce).proof(Seal.Role.CALLER));
    }
    try (Socket socket = socket(a.port.get())) {
      send(socket, hello.encode());
      assertThat(frame(socket.getInputStream())).isNotEmpty();
      send(socket, proof);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void oneWhoChangesAMessageOnTheWayIsFoundOut() throws Exception {
    Opened a = open("a", KEY);
    Signature forged;
    Hello hello = new Hello(1, Buffer.buffer(new byte[Hello.NONCE]), "x", "a");
    try (Socket socket = socket(a.port.get())) {
      send(socket, hello.encode());
      Buffer nonce = Buffer.buffer(frame(socket.getInputStream())).getBuffer(1, 1 + Hello.NONCE);
      Seal seal = new Seal(KEY, hello, 1, nonce);
      send(socket, Buffer.buffer(seal.proof(Seal.Role.CALLER)));
      forged = seal.signature();
      Buffer good = new Envelope("t", Buffer.buffer("good")).encode();
      send(socket, Buffer.buffer(forged.next(good)).appendBuffer(good));
      hears("x>a:good");
      Buffer bad = new Envelope("t", Buffer.buffer("bad")).encode();
      send(socket, Buffer.buffer(forged.next(good)).appendBuffer(bad));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(heard).containsExactly("x>a:good");
  }

  @Test
  void nothingIsSentToOneThatDoesNotKnowTheSecret() throws Exception {
    Opened a = open("a", KEY);
    try (ServerSocket stranger = new ServerSocket(0, 1, LOOPBACK)) {
      stranger.setSoTimeout(20_000);
      connect(a, "b", stranger.getLocalPort());
      a.channel.toAll("t", Buffer.buffer("private"));
      try (Socket socket = stranger.accept()) {
        socket.setSoTimeout(20_000);
        Hello hello = Hello.decode(Buffer.buffer(frame(socket.getInputStream())));
        assertThat(hello).isNotNull();
        send(socket, Buffer.buffer(new byte[1 + Hello.NONCE + Seal.PROOF]).setByte(0, (byte) 1));
        assertThat(endsWithoutAWord(socket)).isTrue();
      }
    }
  }

  private static boolean endsWithoutAWord(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (EOFException e) {
      return true;
    }
  }

  @Test
  void oneThatIsNotMeantDoesNotAnswer() throws Exception {
    Opened a = open("a", KEY);
    Hello hello = new Hello(1, Buffer.buffer(new byte[Hello.NONCE]), "x", "somebody else");
    try (Socket socket = socket(a.port.get())) {
      send(socket, hello.encode());
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void noiseEndsTheConnection() throws Exception {
    Opened a = open("a", KEY);
    try (Socket socket = socket(a.port.get())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }
}
