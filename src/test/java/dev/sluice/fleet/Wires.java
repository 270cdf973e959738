package dev.sluice.fleet;

import dev.sluice.cli.fleet.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Wires between the nodes of a fleet that can be cut: each node is known to the others by an
 * address of its own, where a proxy passes on what comes. While the fleet is split, nothing goes
 * from one part to the other, and no connection is closed or refused: as in a network that drops.
 *
 * <p>Needs Linux, which has all of 127.0.0.0/8 and tells who called.
 */
final class Wires implements Wiring, AutoCloseable {
  private static final int BUFFER = 64 << 10;

  /** The system's table changes while it is read. */
  private static final int LOOKS = 20;

  private final List<Integer> members;
  private final List<Integer> channels;
  private final List<ServerSocket> doors = new ArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile Supplier<List<NodeProcess>> nodes = List::of;
  private Set<Integer> apart = Set.of();
  private boolean closed;

  /** Whole wires for so many nodes. */
  Wires(int number) throws IOException {
    members = FreePorts.from(0, number);
    channels = FreePorts.from(0, number);
    for (int node = 0; node < number; node++) {
      open(node, members.get(node));
      open(node, channels.get(node));
    }
  }

  /** These are the nodes, by number; before they speak with each other. */
  void between(Supplier<List<NodeProcess>> all) {
    nodes = all;
  }

  private static String outside(int node) {
    return "127.0.1." + (node + 1);
  }

  @Override
  public String keys(int number) {
    String addresses =
        IntStream.range(0, members.size())
            .mapToObj(node -> "\"%s:%d\"".formatted(outside(node), members.get(node)))
            .collect(Collectors.joining(", "));
    return """
    secret: only the wires know it
    host: 127.0.0.1
    port: %d
    public: "%s:%d"
    channel: {port: %d}
    discovery: {addresses: [%s]}
    """
        .formatted(
            members.get(number),
            outside(number),
            members.get(number),
            channels.get(number),
            addresses);
  }

  /** Cuts the wires between these nodes and all others. */
  synchronized void split(Set<Integer> some) {
    apart = some;
  }

  /** Mends all wires; what was under way arrives. */
  synchronized void heal() {
    apart = Set.of();
    notifyAll();
  }

  private synchronized void awaitWhole(int from, int to) throws InterruptedException {
    while (!closed && apart.contains(from) != apart.contains(to)) {
      wait();
    }
  }

  private void open(int node, int port) throws IOException {
    ServerSocket door = new ServerSocket(port, 50, InetAddress.ofLiteral(outside(node)));
    doors.add(door);
    Thread.ofVirtual().start(() -> accept(node, port, door));
  }

  private void accept(int node, int port, ServerSocket door) {
    while (!door.isClosed()) {
      try {
        Socket caller = door.accept();
        sockets.add(caller);
        Thread.ofVirtual().start(() -> connect(caller, node, port));
      } catch (IOException _) {
        // The door was closed, or the caller has gone again.
      }
    }
  }

  private void connect(Socket caller, int to, int port) {
    try {
      int from = caller(caller);
      awaitWhole(from, to);
      Socket callee = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
      sockets.add(callee);
      caller.setTcpNoDelay(true);
      callee.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> pass(caller, callee, from, to));
      pass(callee, caller, to, from);
    } catch (IOException | InterruptedException _) {
      close(caller);
    }
  }

  /** Membership calls from the address by which the node is known, the channel from any. */
  private int caller(Socket accepted) throws IOException {
    String from = accepted.getInetAddress().getHostAddress();
    for (int node = 0; node < members.size(); node++) {
      if (from.equals(outside(node))) {
        return node;
      }
    }
    for (int look = 0; look < LOOKS; look++) {
      List<NodeProcess> all = nodes.get();
      for (int node = 0; node < all.size(); node++) {
        if (Sockets.connectedBy(accepted, all.get(node).pid())) {
          return node;
        }
      }
    }
    throw new IOException("none of the nodes called");
  }

  private void pass(Socket source, Socket sink, int from, int to) {
    try (source;
        sink) {
      InputStream in = source.getInputStream();
      OutputStream out = sink.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitWhole(from, to);
        out.write(buffer, 0, read);
      }
      awaitWhole(from, to);
    } catch (IOException | InterruptedException _) {
      // One of the two ends has gone: so does the other one.
    }
  }

  private static void close(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    doors.forEach(Wires::close);
    sockets.forEach(Wires::close);
  }
}
