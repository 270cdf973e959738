package dev.sluice.e2e;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider that does to the bytes exactly what a test tells it, over a real socket: each request
 * that arrives whole is handed to the script with its number.
 */
final class ScriptedProvider implements AutoCloseable {
  /** What to do with a request. */
  interface Script {
    void play(int number, Seen request, NetSocket socket);
  }

  /**
   * A request as it arrived.
   *
   * @param head request line and headers
   * @param body its bytes as text
   */
  record Seen(String head, String body) {
    boolean posts() {
      return head.startsWith("POST ");
    }
  }

  private final NetServer server;
  private final List<Seen> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile Script script;

  ScriptedProvider(Vertx vertx, Script script) {
    this.script = script;
    this.server = vertx.createNetServer().connectHandler(this::accept);
    Await.result(server.listen(0, "127.0.0.1"));
  }

  private void accept(NetSocket socket) {
    open.incrementAndGet();
    accepted.incrementAndGet();
    socket.closeHandler(_ -> open.decrementAndGet());
    socket.exceptionHandler(_ -> {});
    StringBuilder held = new StringBuilder();
    socket.handler(part -> {
      held.append(part.toString(StandardCharsets.ISO_8859_1));
      for (Seen next = take(held); next != null; next = take(held)) {
        requests.add(next);
        script.play(requests.size(), next, socket);
      }
    });
  }

  private static Seen take(StringBuilder held) {
    int end = held.indexOf("\r\n\r\n");
    if (end < 0) {
      return null;
    }
    String head = held.substring(0, end);
    int length = 0;
    for (String line : head.split("\r\n")) {
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).trim());
      }
    }
    int whole = end + 4 + length;
    if (held.length() < whole) {
      return null;
    }
    String raw = held.substring(end + 4, whole);
    held.delete(0, whole);
    return new Seen(
        head, new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }

  void script(Script next) {
    script = next;
  }

  /** Base URL for the gateway's configuration. */
  String baseUrl() {
    return "http://127.0.0.1:" + server.actualPort() + "/v1";
  }

  List<Seen> requests() {
    return requests;
  }

  /** Connections that are open now. */
  int open() {
    return open.get();
  }

  /** Connections that were ever made. */
  int accepted() {
    return accepted.get();
  }

  @Override
  public void close() {
    Await.result(server.close());
  }

  /** A whole HTTP answer with a length. */
  static Buffer answer(int status, String contentType, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
    head.append("content-type: ").append(contentType).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("content-length: ").append(bytes.length).append("\r\n\r\n");
    return Buffer.buffer(head.toString()).appendBytes(bytes);
  }

  /** The head of a chunked stream of events. */
  static Buffer streamHead() {
    return Buffer.buffer(
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n");
  }

  /** One chunk of a chunked body. */
  static Buffer chunk(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Buffer.buffer(Integer.toHexString(bytes.length) + "\r\n")
        .appendBytes(bytes)
        .appendString("\r\n");
  }

  /** The end of a chunked body. */
  static Buffer lastChunk() {
    return Buffer.buffer("0\r\n\r\n");
  }
}
