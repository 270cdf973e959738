package dev.sluice.app;

import dev.sluice.config.ServerConfig;
import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Chooses how sockets are driven: the best transport that works on this machine. */
final class Transports {
  // io_uring comes last: it can miss a reset that follows right upon data, and the exchange then
  // waits for a time bound.
  private static final List<Transport> BY_MERIT =
      Stream.of(Transport.EPOLL, Transport.NIO, Transport.IO_URING)
          .filter(Objects::nonNull)
          .toList();

  private Transports() {}

  /**
   * The transport for the setting.
   *
   * @throws IllegalStateException when the one that was asked for does not work here
   */
  static Transport choose(ServerConfig.Transport asked) {
    if (asked == ServerConfig.Transport.AUTO) {
      return BY_MERIT.stream().filter(Transport::available).findFirst().orElse(Transport.NIO);
    }
    String name = asked.name().toLowerCase(Locale.ROOT);
    return BY_MERIT.stream()
        .filter(transport -> transport.name().equals(name) && transport.available())
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "server.transport: " + name + " does not work on this machine; use auto"));
  }
}
