package dev.sluice.cli.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of the loopback that nobody listened on a moment ago. */
public final class FreePorts {
  private FreePorts() {}

  /**
   * As many different ports, in order: those from the wanted one on that are free, any other free
   * one in the place of those that are not.
   *
   * @param wanted the first, 1 to 65535; 0 leaves all to the system
   * @throws IOException when the system has none left
   */
  public static List<Integer> from(int wanted, int number) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      List<Integer> ports = new ArrayList<>();
      for (int i = 0; i < number; i++) {
        ServerSocket socket = wanted == 0 ? open(0) : openNear(wanted + i);
        held.add(socket);
        ports.add(socket.getLocalPort());
      }
      return ports;
    } finally {
      // All are held until all are found, or one would be found twice.
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  private static ServerSocket openNear(int port) throws IOException {
    try {
      return open(port <= 65_535 ? port : 0);
    } catch (IOException _) {
      return open(0);
    }
  }

  @SuppressWarnings("AddressSelection") // Of a literal address there is one.
  private static ServerSocket open(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
