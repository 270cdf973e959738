package dev.sluice.config;

import java.util.List;
import java.util.regex.Pattern;

/** How members of the fleet find each other. */
public sealed interface DiscoveryConfig {
  /** Port of discovery by multicast when none is set. */
  int MULTICAST_PORT = 54_327;

  /** A host or an address, perhaps in brackets, with or without a port. */
  Pattern PLACE = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(:\\d{1,5})?");

  /** Whether members are looked for on this machine alone. */
  default boolean local() {
    return false;
  }

  /** Not said: there is no fleet, or a native file of Hazelcast says it. */
  record None() implements DiscoveryConfig {}

  /**
   * A list of members; some are enough, the others are told by these.
   *
   * @param places hosts or addresses, each with or without a port; at least one
   */
  record Addresses(List<String> places) implements DiscoveryConfig {
    private static final Pattern LOOPBACK =
        Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

    public Addresses {
      places = List.copyOf(places);
      new Rules()
          .require(
              !places.isEmpty() && places.stream().allMatch(each -> PLACE.matcher(each).matches()),
              "addresses",
              "must each be like 10.0.0.1, 10.0.0.1:5701 or [::1]:5701")
          .enforce();
    }

    @Override
    public boolean local() {
      return places.stream().allMatch(each -> LOOPBACK.matcher(each).matches());
    }
  }

  /**
   * Calls into the local network.
   *
   * @param group an IPv4 address from 224.0.0.0 to 239.255.255.255
   */
  record Multicast(String group, int port) implements DiscoveryConfig {
    private static final Pattern GROUP =
        Pattern.compile("(22[4-9]|23\\d)(\\.(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])){3}");

    public Multicast {
      new Rules()
          .require(GROUP.matcher(group).matches(), "group", "must be like 224.2.2.3")
          .within("port", port, 1, 65_535)
          .enforce();
    }
  }

  /**
   * The addresses of a name, such as that of a headless service.
   *
   * @param port at which all members listen, 0 for the own one
   */
  record Dns(String name, int port) implements DiscoveryConfig {
    public Dns {
      new Rules()
          .require(!name.isBlank(), "name", "must be a name such as sluice.default.svc")
          .within("port", port, 0, 65_535)
          .enforce();
    }
  }

  /**
   * The endpoints of a service, asked of Kubernetes' API.
   *
   * @param namespace empty for the node's own
   */
  record Kubernetes(String service, String namespace) implements DiscoveryConfig {
    public Kubernetes {
      new Rules().require(!service.isBlank(), "service", "must be the name of a service").enforce();
    }
  }
}
