package dev.sluice.cli.fleet;

import dev.sluice.config.load.Overlay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What makes one node of a local fleet differ from the others.
 *
 * @param name by which it is called, {@code node-1} and so on
 * @param port at which it answers, of the loopback
 * @param memberPort at which it meets the other nodes, of the loopback
 */
public record NodePlan(String name, int port, int memberPort) {
  /**
   * Plans for so many nodes, on free ports.
   *
   * @param front port of the balancer: the nodes' ports follow it where they are free
   * @throws IOException when the system has no free port left
   */
  public static List<NodePlan> of(int number, int front) throws IOException {
    List<Integer> ports = FreePorts.from(front == 0 ? 0 : front + 1, number);
    List<Integer> members = FreePorts.from(0, number);
    List<NodePlan> plans = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      plans.add(new NodePlan("node-" + (i + 1), ports.get(i), members.get(i)));
    }
    return plans;
  }

  /** Address for clients, without the path prefix. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /**
   * The node's configuration: the common one with what is the node's own laid over it.
   *
   * @param yaml the common configuration
   * @param fleet all nodes, this one among them
   * @param secret that only they know
   */
  public String configuration(String yaml, List<NodePlan> fleet, String secret) {
    return Overlay.over(yaml, settings(fleet, secret));
  }

  /** Plain HTTP: it does not leave the machine, and the balancer speaks nothing else. */
  private Map<String, Object> settings(List<NodePlan> fleet, String secret) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("server.host", "127.0.0.1");
    settings.put("server.port", port);
    settings.put("server.tls", Map.of());
    // Longer than the balancer takes to see that the node is going.
    settings.put("server.notice", "2s");
    settings.put("cluster", cluster(fleet, secret));
    return settings;
  }

  private Map<String, Object> cluster(List<NodePlan> fleet, String secret) {
    List<String> addresses =
        fleet.stream().map(other -> "127.0.0.1:" + other.memberPort()).toList();
    Map<String, Object> cluster = new LinkedHashMap<>();
    cluster.put("enabled", true);
    cluster.put("name", "local");
    cluster.put("node", name);
    cluster.put("secret", secret);
    cluster.put("host", "127.0.0.1");
    cluster.put("port", memberPort);
    cluster.put("channel", Map.of("port", 0));
    cluster.put("discovery", Map.of("addresses", addresses));
    return cluster;
  }
}
