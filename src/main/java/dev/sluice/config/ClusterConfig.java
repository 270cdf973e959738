package dev.sluice.config;

import java.util.regex.Pattern;

/**
 * The fleet that the node belongs to.
 *
 * @param enabled false for a node by itself, whatever else is set
 * @param name of the fleet; only nodes of the same name and secret meet
 * @param node name of the node, empty for the host's with something random; a node that returns
 *     under its name takes its old place
 * @param zone where the node runs, empty when it does not matter
 * @param secret that all members know; empty is allowed when all are on one machine
 * @param host address to listen on for the others, empty for all of them, or for the loopback one
 *     when all members are on this machine
 * @param port for membership and shared limits, 0 to let the system choose
 * @param publicAddress host, with or without a port, by which the others reach the node; empty when
 *     that is what it listens on
 * @param expected how many members there are to be at least; with half of them or fewer the node
 *     knows that it is in a minority from the start. 0: as many as were seen
 * @param partitions in how many parts shared limits are spread, the same in all members
 * @param discovery how members find each other
 * @param timing how long they wait for each other
 * @param channel on which they tell each other what happened
 * @param hazelcast path of a native configuration, empty for none; it then says addresses, ports
 *     and discovery instead
 */
public record ClusterConfig(
    boolean enabled,
    String name,
    String node,
    String zone,
    Secret secret,
    String host,
    int port,
    String publicAddress,
    int expected,
    int partitions,
    DiscoveryConfig discovery,
    TimingConfig timing,
    ChannelConfig channel,
    String hazelcast) {
  /** Port of membership when none is set. */
  public static final int PORT = 5701;

  private static final int SHORTEST_SECRET = 16;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.%*-]*");

  public ClusterConfig {
    String names = "must be 1 to 63 letters, digits, '.', '_' or '-', a letter or digit first";
    boolean found = !(discovery instanceof DiscoveryConfig.None) || !hazelcast.isEmpty();
    int length = secret.reveal().length();
    new Rules()
        .require(NAME.matcher(name).matches(), "name", names)
        .require(node.isEmpty() || NAME.matcher(node).matches(), "node", names)
        .require(zone.isEmpty() || NAME.matcher(zone).matches(), "zone", names)
        .require(ADDRESS.matcher(host).matches(), "host", "must be an address such as 10.0.0.1")
        .within("port", port, 0, 65_535)
        .require(
            publicAddress.isEmpty() || DiscoveryConfig.PLACE.matcher(publicAddress).matches(),
            "public",
            "must be like 203.0.113.5 or 203.0.113.5:5701")
        .within("expected", expected, 0, 10_000)
        .within("partitions", partitions, 1, 10_000)
        .require(
            !enabled || found,
            "discovery",
            "must say by addresses, multicast, dns or kubernetes how members find each other")
        .require(
            !enabled || length >= SHORTEST_SECRET || (length == 0 && discovery.local()),
            "secret",
            "must have at least 16 characters, unless all discovery.addresses are of this machine")
        .enforce();
  }

  /** No fleet. */
  public static ClusterConfig defaults() {
    return new ClusterConfig(
        false,
        "sluice",
        "",
        "",
        new Secret(""),
        "",
        PORT,
        "",
        0,
        31,
        new DiscoveryConfig.None(),
        TimingConfig.defaults(),
        ChannelConfig.defaults(),
        "");
  }

  /** Address to listen on for the others, empty for all. */
  public String listen() {
    return host.isEmpty() && discovery.local() ? "127.0.0.1" : host;
  }
}
