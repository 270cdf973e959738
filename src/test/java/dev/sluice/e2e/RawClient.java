package dev.sluice.e2e;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * One connection of a client that says exactly the bytes it is told and shows those that come back.
 * No read waits longer than ten seconds: nothing may hang.
 */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;
  private InputStream body = InputStream.nullInputStream();

  /** With a receive buffer of about so many bytes; 0 for the system's own choice. */
  RawClient(int port, int receiveBuffer) {
    this(connected(new Socket(), port, receiveBuffer));
  }

  private RawClient(Socket socket) {
    try {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Within TLS, trusting whatever certificate comes. */
  static RawClient secure(int port) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
      return new RawClient(connected(tls.getSocketFactory().createSocket(), port, 0));
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError("no TLS", e);
    }
  }

  private static Socket connected(Socket socket, int port, int receiveBuffer) {
    try {
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RawClient send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  RawClient send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a chat request with further header lines. */
  RawClient chat(String json, String... headers) {
    return send(request("POST", "/v1/chat/completions", json, headers));
  }

  /** A request as text, with a length when it has a body. */
  static String request(String method, String path, String body, String... headers) {
    StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nhost: sluice\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    if (!body.isEmpty()) {
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      text.append("content-type: application/json\r\ncontent-length: ").append(length);
      text.append("\r\n");
    }
    return text.append("\r\n").append(body).toString();
  }

  /** Reads a whole answer. */
  Answer answer() {
    Answer head = head();
    return new Answer(head.status(), head.headers(), rest());
  }

  /** Reads status and headers; the body is left for {@link #until} and {@link #rest}. */
  Answer head() {
    try {
      int status = Integer.parseInt(line().split(" ", 3)[1]);
      Map<String, String> headers = new HashMap<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
      }
      body = new MessageBody(in, status, headers);
      return new Answer(status, headers, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed after: " + line);
      }
      line.append((char) next);
    }
    return line.toString().trim();
  }

  /** Reads the body until it has the text; gives what was read. */
  String until(String text) {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    Bytes read = new Bytes();
    try {
      while (!read.endsWith(wanted)) {
        int next = body.read();
        if (next < 0) {
          throw new AssertionError("ended after: " + read.text());
        }
        read.write(next);
      }
      return read.text();
    } catch (IOException e) {
      throw new UncheckedIOException("after: " + read.text(), e);
    }
  }

  /** Reads the rest of the body, which must end as HTTP says. */
  String rest() {
    Bytes read = new Bytes();
    try {
      body.transferTo(read);
      return read.text();
    } catch (IOException e) {
      throw new UncheckedIOException("after: " + read.text(), e);
    }
  }

  /** Sends one byte more, if anybody still takes it. */
  void drip() {
    try {
      socket.getOutputStream().write('x');
    } catch (IOException e) {
      // That is what whoever drips waits for; see closed().
    }
  }

  /** Whether the gateway has closed the connection; waits for a byte or the end. */
  boolean closed() {
    try {
      return in.read() < 0;
    } catch (SocketException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes the connection, whatever is under way. */
  void leave() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    leave();
  }

  private static final class Bytes extends ByteArrayOutputStream {
    boolean endsWith(byte[] text) {
      int from = count - text.length;
      return from >= 0 && Arrays.equals(buf, from, count, text, 0, text.length);
    }

    String text() {
      return toString(StandardCharsets.UTF_8);
    }
  }
}
