package dev.sluice.config;

import org.jspecify.annotations.Nullable;

/**
 * The connections on which members of the fleet tell each other what happened.
 *
 * @param port TCP port, 0 to let the system choose; members tell each other which
 * @param tls null for connections that are not encrypted
 */
public record ChannelConfig(int port, @Nullable FleetTlsConfig tls) {
  public ChannelConfig {
    new Rules().within("port", port, 0, 65_535).enforce();
  }

  /** Port 5751, not encrypted. */
  public static ChannelConfig defaults() {
    return new ChannelConfig(5751, null);
  }
}
