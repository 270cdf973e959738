package dev.sluice.cli.fleet;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose turn it is. Confined to one thread. */
final class Turns {
  private final List<Backend> nodes;
  private int next;

  Turns(List<Backend> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /** The next node that is ready and was not tried, null when there is none. */
  @Nullable Backend next(Set<Backend> tried) {
    for (int i = 0; i < nodes.size(); i++) {
      Backend node = nodes.get((next + i) % nodes.size());
      if (node.ready() && !tried.contains(node)) {
        next = (next + i + 1) % nodes.size();
        return node;
      }
    }
    return null;
  }
}
