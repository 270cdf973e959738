package dev.sluice.bench.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.BooleanSupplier;

/**
 * A listening port as seen from outside, asked by the plainest means so that asking costs nothing.
 */
public record Door(String host, int port) {
  private static final int CONNECT_MILLIS = 500;
  private static final int READ_MILLIS = 5000;

  /** A door on a free port of the loopback. */
  public static Door free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return new Door("127.0.0.1", socket.getLocalPort());
    }
  }

  /** Body of a GET, empty when it is not answered with 200. */
  public String get(String path) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      socket.setSoTimeout(READ_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET %s HTTP/1.1\r\nhost: %s:%d\r\nconnection: close\r\n\r\n"
              .formatted(path, host, port)
              .getBytes(US_ASCII));
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      boolean ok = answer.length() > 12 && answer.startsWith("200", 9);
      return ok ? answer.substring(answer.indexOf("\r\n\r\n") + 4) + " " : "";
    } catch (IOException _) {
      return "";
    }
  }

  /**
   * Waits until a GET is answered with 200.
   *
   * @param alive tells whether it is still worth waiting
   * @return whether it was within the patience
   */
  public boolean opens(String path, BooleanSupplier alive, double patienceSeconds)
      throws InterruptedException {
    long end = System.nanoTime() + (long) (patienceSeconds * 1e9);
    while (System.nanoTime() - end < 0 && alive.getAsBoolean()) {
      if (!get(path).isEmpty()) {
        return true;
      }
      Thread.sleep(2);
    }
    return false;
  }
}
