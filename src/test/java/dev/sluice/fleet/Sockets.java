package dev.sluice.fleet;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Which process holds the other end of a connection of this machine, as Linux tells it. */
final class Sockets {
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int INODE = 9;

  private Sockets() {}

  /** Whether the process is the one that connected. */
  static boolean connectedBy(Socket accepted, long pid) throws IOException {
    Optional<String> socket = inode(accepted.getPort(), accepted.getLocalPort());
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return socket.isPresent() && open.anyMatch(each -> leadsTo(each, socket.get()));
    }
  }

  private static boolean leadsTo(Path descriptor, String inode) {
    try {
      return Files.readSymbolicLink(descriptor).toString().equals("socket:[" + inode + "]");
    } catch (IOException _) {
      return false; // It was closed meanwhile.
    }
  }

  private static Optional<String> inode(int local, int remote) throws IOException {
    for (String table : new String[] {"/proc/net/tcp6", "/proc/net/tcp"}) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] fields = line.strip().split("\\s+", -1);
        if (port(fields[LOCAL]) == local && port(fields[REMOTE]) == remote) {
          return Optional.of(fields[INODE]);
        }
      }
    }
    return Optional.empty();
  }

  /** Of {@code 0100007F:1F90}; the title of the table has none. */
  private static int port(String address) {
    int colon = address.lastIndexOf(':');
    return colon < 0 ? -1 : Integer.parseInt(address, colon + 1, address.length(), 16);
  }
}
