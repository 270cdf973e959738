package dev.sluice.stats;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.fleet.TestFleet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Nodes of one fleet, which gather once a second and one after the other. */
final class Crew {
  private static final Duration SECOND = Duration.ofSeconds(1);

  final TestFleet fleet = new TestFleet();
  private final Map<String, Scene> nodes = new LinkedHashMap<>();

  /** A fleet of nodes that have just started. */
  Crew(String... ids) {
    for (String id : ids) {
      join(id);
    }
    seconds(5);
  }

  @CanIgnoreReturnValue
  Scene join(String id) {
    Scene node = new Scene(1, fleet.join(id));
    nodes.put(id, node);
    return node;
  }

  void kill(String id) {
    fleet.kill(id);
    nodes.remove(id);
  }

  Scene node(String id) {
    Scene node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException(id);
    }
    return node;
  }

  Map<String, Scene> nodes() {
    return nodes;
  }

  void seconds(int number) {
    for (int second = 0; second < number; second++) {
      nodes.values().forEach(node -> node.pass(SECOND));
      nodes.values().forEach(node -> node.board.refresh());
    }
  }
}
