package dev.sluice.provider.http;

import dev.sluice.provider.Lane;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A provider on loopback that answers the bytes of a script. */
final class ScriptedProvider {
  /** Says what is written back to a request. */
  interface Script {
    void answer(NetSocket socket, Asked asked);
  }

  /**
   * A request that came.
   *
   * @param connection number of its connection, from 1
   * @param turn its number on the connection, from 1
   */
  record Asked(int connection, int turn, String head, Buffer body) {
    /** Value of a header, null when absent. */
    @Nullable String header(String name) {
      return head.lines()
          .skip(1)
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse(null);
    }
  }

  private final NetServer server;
  private final Script script;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  ScriptedProvider(Vertx vertx, Script script) {
    this(vertx, new NetServerOptions(), script);
  }

  ScriptedProvider(Vertx vertx, NetServerOptions options, Script script) {
    this.script = script;
    this.server =
        Lane.get(
            vertx
                .createNetServer(options.setHost("127.0.0.1").setPort(0))
                .connectHandler(this::accept)
                .listen());
  }

  int port() {
    return server.actualPort();
  }

  List<Asked> asked() {
    return asked;
  }

  /** Connections that were opened. */
  int opened() {
    return opened.get();
  }

  /** Connections that were closed, by either side. */
  int closed() {
    return closed.get();
  }

  /** A whole answer with a length. */
  static String answer(int status, String headers, String body) {
    return "HTTP/1.1 %d x\r\n%scontent-length: %d\r\n\r\n%s"
        .formatted(status, headers, body.getBytes(StandardCharsets.UTF_8).length, body);
  }

  private void accept(NetSocket socket) {
    int connection = opened.incrementAndGet();
    socket.exceptionHandler(_ -> {});
    socket.closeHandler(_ -> closed.incrementAndGet());
    socket.handler(new Requests(socket, connection)::take);
  }

  private final class Requests {
    private final NetSocket socket;
    private final int connection;
    private Buffer rest = Buffer.buffer();
    private int turn;

    Requests(NetSocket socket, int connection) {
      this.socket = socket;
      this.connection = connection;
    }

    void take(Buffer bytes) {
      rest = rest.appendBuffer(bytes);
      String text = rest.toString(StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      if (end < 0) {
        return;
      }
      Asked head = new Asked(connection, turn + 1, text.substring(0, end), Buffer.buffer());
      String length = head.header("content-length");
      int from = end + 4;
      int to = from + (length == null ? 0 : Integer.parseInt(length));
      if (rest.length() < to) {
        return;
      }
      Asked whole = new Asked(connection, ++turn, head.head(), rest.getBuffer(from, to));
      rest = rest.getBuffer(to, rest.length());
      asked.add(whole);
      script.answer(socket, whole);
    }
  }
}
