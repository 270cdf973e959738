package dev.sluice.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How images and documents behind addresses are fetched for providers that take bytes alone.
 *
 * @param enabled whether they are; else such a request is refused
 * @param maxBytes largest of them, in bytes
 * @param totalBytes most of one request together, in bytes
 * @param count most addresses of one request
 * @param timeout of each, redirects included
 * @param allowHosts the only hosts that are asked, empty for any
 * @param denyHosts hosts that are never asked
 * @param privateHosts hosts that may have addresses of private networks
 */
public record MediaConfig(
    boolean enabled,
    int maxBytes,
    int totalBytes,
    int count,
    Duration timeout,
    List<String> allowHosts,
    List<String> denyHosts,
    List<String> privateHosts) {
  private static final int MIB = 1024 * 1024;
  private static final Pattern HOST =
      Pattern.compile("(\\*\\.)?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?|\\[?[0-9A-Fa-f:.]+\\]?");
  private static final String HOST_RULE =
      "must be names of hosts, or patterns such as *.example.com";

  public MediaConfig {
    allowHosts = List.copyOf(allowHosts);
    denyHosts = List.copyOf(denyHosts);
    privateHosts = List.copyOf(privateHosts);
    new Rules()
        .bytes("max_bytes", maxBytes, 1, 256 * MIB)
        .bytes("total_bytes", totalBytes, 1, 1024 * MIB)
        .within("count", count, 1, 1000)
        .within("timeout", timeout, Duration.ofMillis(1), Duration.ofMinutes(10))
        .require(hosts(allowHosts), "allow_hosts", HOST_RULE)
        .require(hosts(denyHosts), "deny_hosts", HOST_RULE)
        .require(hosts(privateHosts), "private_hosts", HOST_RULE)
        .enforce();
  }

  /** From any public host, up to 20 MiB each and 50 MiB together. */
  public static MediaConfig defaults() {
    return new MediaConfig(
        true, 20 * MIB, 50 * MIB, 20, Duration.ofSeconds(10), List.of(), List.of(), List.of());
  }

  private static boolean hosts(List<String> hosts) {
    return hosts.stream().allMatch(host -> HOST.matcher(host).matches());
  }
}
