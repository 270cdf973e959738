package dev.sluice.provider.translation;

import dev.sluice.config.MediaConfig;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/** Says which hosts may be asked for media, and at which addresses. */
final class HostRules {
  private final List<String> allowed;
  private final List<String> denied;
  private final List<String> inside;

  HostRules(MediaConfig config) {
    this.allowed = config.allowHosts().stream().map(HostRules::plain).toList();
    this.denied = config.denyHosts().stream().map(HostRules::plain).toList();
    this.inside = config.privateHosts().stream().map(HostRules::plain).toList();
  }

  /** Whether the host may be asked at all. */
  boolean allow(String host) {
    String name = plain(host);
    return !in(denied, name) && (allowed.isEmpty() || in(allowed, name) || in(inside, name));
  }

  /** Whether the host may be asked at each of its addresses. */
  boolean allow(String host, List<InetAddress> addresses) {
    return !addresses.isEmpty()
        && (in(inside, plain(host)) || addresses.stream().allMatch(PublicAddresses::hold));
  }

  private static boolean in(List<String> patterns, String host) {
    for (String pattern : patterns) {
      boolean below = pattern.startsWith("*.") && host.endsWith(pattern.substring(1));
      if (below || pattern.equals(host)) {
        return true;
      }
    }
    return false;
  }

  /** The name in lower case, without brackets and the dot of the root. */
  private static String plain(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
