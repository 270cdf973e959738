package dev.sluice.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The door.
 *
 * @param host address to listen on
 * @param port TCP port, 0 to let the system choose
 * @param pathPrefix put before every path: empty, or {@code /like/this} without a slash at the end
 * @param cors which browsers may call
 * @param tls null for plain HTTP
 * @param transport how sockets are driven
 * @param lanes event loops, 0 for one a core
 * @param drain how long exchanges may go on after SIGTERM
 */
public record ServerConfig(
    String host,
    int port,
    String pathPrefix,
    CorsConfig cors,
    @Nullable TlsConfig tls,
    Transport transport,
    int lanes,
    Duration drain) {
  /** How sockets are driven. */
  public enum Transport {
    /** The best that works here: io_uring, else epoll, else NIO. */
    AUTO,
    /** Linux io_uring. */
    IO_URING,
    /** Linux epoll. */
    EPOLL,
    /** Java NIO. */
    NIO
  }
}
