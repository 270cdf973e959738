package dev.sluice.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.cli.fleet.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Nodes of one fleet, each a process of its own on this machine. They are called {@code node-0},
 * {@code node-1} and so on.
 */
public final class FleetProcesses implements AutoCloseable {
  private final Path folder;
  private final String yaml;
  private final String cluster;
  private final Wiring wiring;
  private final List<Integer> doors;
  private final List<NodeProcess> nodes = new CopyOnWriteArrayList<>();
  private String server = "";

  /**
   * A fleet of which no node has been started.
   *
   * @param folder for its configurations
   * @param yaml configuration of all nodes, without {@code server} and {@code cluster}
   * @param cluster further keys of {@code cluster}, one a line, not indented; may be empty
   * @param most how many nodes there will be at most
   */
  public FleetProcesses(Path folder, String yaml, String cluster, int most) throws IOException {
    this(folder, yaml, cluster, most, Wiring.direct(most));
  }

  /** As above, with nodes that reach each other as the wiring says. */
  FleetProcesses(Path folder, String yaml, String cluster, int most, Wiring wiring)
      throws IOException {
    this.folder = folder;
    this.yaml = yaml;
    this.cluster = cluster;
    this.wiring = wiring;
    this.doors = FreePorts.from(0, most);
  }

  /**
   * Further keys of {@code server}, separated by commas, for nodes that are started from now on.
   */
  void server(String keys) {
    server = ", " + keys;
  }

  /** Port at which each node answers clients, the same after a restart. */
  List<Integer> doors() {
    return doors;
  }

  /** Starts so many nodes at once; returns when all serve and see each other. */
  public static FleetProcesses start(Path folder, int number, String yaml) throws Exception {
    FleetProcesses fleet = new FleetProcesses(folder, yaml, "", number);
    try {
      for (int i = 0; i < number; i++) {
        fleet.add();
      }
      fleet.awaitWhole();
      return fleet;
    } catch (Exception | AssertionError e) {
      fleet.close();
      throw e;
    }
  }

  /** Starts another node and returns at once. */
  @CanIgnoreReturnValue
  public NodeProcess add() throws IOException {
    return add("node-" + nodes.size(), nodes.size());
  }

  /** Starts the node of that number anew, under its old name; the old process has to be gone. */
  @CanIgnoreReturnValue
  public NodeProcess restart(int number) throws IOException {
    NodeProcess again = add("node-" + number, number);
    nodes.remove(nodes.size() - 1);
    nodes.set(number, again);
    return again;
  }

  private NodeProcess add(String name, int number) throws IOException {
    Path config = folder.resolve(name + ".yaml");
    NodeProcess node = new NodeProcess(name, Files.writeString(config, config(name, number)));
    nodes.add(node);
    return node;
  }

  private String config(String name, int number) {
    return """
    server: {host: 127.0.0.1, port: %d, lanes: 1%s}
    cluster:
      enabled: true
      node: %s
    """
            .formatted(doors.get(number), server, name)
        + wiring.keys(number).indent(2)
        + cluster.indent(2)
        + yaml;
  }

  /** The nodes that were started, by number. */
  public List<NodeProcess> nodes() {
    return List.copyOf(nodes);
  }

  /** The node of a number. */
  public NodeProcess node(int number) {
    return nodes.get(number);
  }

  /** Waits until every node sees all. */
  public void awaitWhole() throws Exception {
    for (NodeProcess node : nodes) {
      assertThat(node.url()).isNotEmpty();
    }
    List<String> all = nodes.stream().map(NodeProcess::name).sorted().toList();
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> {
          for (NodeProcess node : nodes) {
            assertThat(node.sees()).isEqualTo(all);
          }
        });
  }

  @Override
  public void close() {
    nodes.forEach(NodeProcess::kill);
    nodes.forEach(NodeProcess::close);
  }
}
