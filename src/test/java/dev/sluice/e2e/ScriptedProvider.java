package dev.sluice.e2e;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A provider that does to the bytes exactly what a test tells it, over a real socket: each request
 * that has arrived whole is handed to the script.
 */
final class ScriptedProvider implements AutoCloseable {
  /** What to do with a request. */
  @FunctionalInterface
  interface Script {
    void play(Seen request, NetSocket socket);

    /** Each script for one request, in the order of their coming; the last one for all the rest. */
    static Script inTurn(Script... scripts) {
      return (request, socket) ->
          scripts[Math.min(request.number(), scripts.length) - 1].play(request, socket);
    }
  }

  /**
   * A request as it arrived.
   *
   * @param number from 1, over all connections since the script was given
   * @param head request line and headers
   * @param body its bytes as text
   */
  record Seen(int number, String head, String body) {
    /** Value of the header, null when there is none. */
    @Nullable String header(String name) {
      return head.lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).trim())
          .findFirst()
          .orElse(null);
    }
  }

  /** One for all tests of the process: to make one for each would take longer than the tests. */
  static final Vertx VERTX = Vertx.vertx();

  private final NetServer server;
  private final List<Seen> requests = new CopyOnWriteArrayList<>();
  private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger number = new AtomicInteger();
  private volatile Script script;

  ScriptedProvider(Script script) {
    this.script = script;
    this.server =
        Await.result(
            VERTX
                .createNetServer(new NetServerOptions().setTcpNoDelay(true))
                .connectHandler(this::accept)
                .listen(0, "127.0.0.1"));
  }

  private void accept(NetSocket socket) {
    accepted.incrementAndGet();
    sockets.add(socket);
    socket.closeHandler(_ -> sockets.remove(socket));
    socket.exceptionHandler(_ -> {});
    StringBuilder held = new StringBuilder();
    socket.handler(part -> {
      held.append(part.toString(StandardCharsets.ISO_8859_1));
      for (Seen next = take(held); next != null; next = take(held)) {
        requests.add(next);
        script.play(next, socket);
      }
    });
  }

  private @Nullable Seen take(StringBuilder held) {
    int end = held.indexOf("\r\n\r\n");
    if (end < 0) {
      return null;
    }
    Seen head = new Seen(number.get() + 1, held.substring(0, end), "");
    String length = head.header("content-length");
    int from = end + 4;
    int to = from + (length == null ? 0 : Integer.parseInt(length));
    if (held.length() < to) {
      return null;
    }
    String bytes = held.substring(from, to);
    held.delete(0, to);
    String body = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return new Seen(number.incrementAndGet(), head.head(), body);
  }

  /** Goes on with another script, which sees requests from number 1. */
  void script(Script next) {
    number.set(0);
    script = next;
  }

  int port() {
    return server.actualPort();
  }

  /** All requests that arrived. */
  List<Seen> requests() {
    return requests;
  }

  /** How many requests arrived: the attempts that were made. */
  int attempts() {
    return requests.size();
  }

  /** Connections that are open now. */
  List<NetSocket> open() {
    return sockets;
  }

  /** How many connections were ever made. */
  int accepted() {
    return accepted.get();
  }

  @Override
  public void close() {
    Await.result(server.close());
  }
}
