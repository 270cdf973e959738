package dev.sluice.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
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
 * @param notice how long after SIGTERM the door stays open, while {@code /ready} already says that
 *     the node is going
 */
public record ServerConfig(
    String host,
    int port,
    String pathPrefix,
    CorsConfig cors,
    @Nullable TlsConfig tls,
    Transport transport,
    int lanes,
    Duration drain,
    Duration notice) {
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)*");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:%_-]+");

  public ServerConfig {
    new Rules()
        .require(HOST.matcher(host).matches(), "host", "must be an address or a host name")
        .within("port", port, 0, 65_535)
        .require(
            PREFIX.matcher(pathPrefix).matches(),
            "path_prefix",
            "must be empty, or like /llm without a slash at the end")
        .within("lanes", lanes, 0, 1024)
        .within("drain", drain, Duration.ZERO, Duration.ofHours(1))
        .within("notice", notice, Duration.ZERO, Duration.ofMinutes(5))
        .enforce();
  }

  /** Port 8000 on every interface, plain HTTP, the best transport, one lane a core. */
  public static ServerConfig defaults() {
    return new ServerConfig(
        "0.0.0.0",
        8000,
        "",
        CorsConfig.defaults(),
        null,
        Transport.AUTO,
        0,
        Duration.ofSeconds(25),
        Duration.ZERO);
  }

  /** How sockets are driven. */
  public enum Transport {
    /** The best that works here: epoll, else NIO. */
    AUTO,
    /** Linux io_uring; may notice late that a connection was reset. */
    IO_URING,
    /** Linux epoll. */
    EPOLL,
    /** Java NIO. */
    NIO;

    /** Name of the transport in the configuration. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
