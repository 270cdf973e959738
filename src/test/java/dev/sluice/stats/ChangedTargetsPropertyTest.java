package dev.sluice.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Model;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Targets;
import dev.sluice.model.Usage;
import dev.sluice.stats.window.StatsRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * However often and in whatever order members change their targets while they are used: each knows
 * of each target what was counted since it came, and in the end all know the sum of that.
 */
final class ChangedTargetsPropertyTest {
  private static final List<Target> ALL =
      IntStream.range(0, 6).mapToObj(number -> Targets.of("p", "t" + number).make()).toList();

  /** A member, and what it has to know. */
  private static final class Node {
    final Scene scene;
    List<Target> present = List.of();
    final Set<TargetId> leaving = new HashSet<>();
    final Map<TargetId, Long> since = new HashMap<>();
    final Map<TargetId, Long> counted = new HashMap<>();

    Node(Scene scene) {
      this.scene = scene;
    }

    void change(List<Target> next) {
      Set<TargetId> before = ids(present);
      leaving.addAll(before);
      leaving.removeAll(ids(next));
      scene.stats.adopt(next, leaving);
      scene.board.adopt(next.isEmpty() ? List.of() : List.of(model(next)));
      present = next;
      ids(next).stream().filter(id -> !before.contains(id)).forEach(id -> since.put(id, 0L));
    }

    /** Who has it in his plan tries one that leaves, too. */
    void use(Target target) {
      if (present.contains(target) || leaving.contains(target.id())) {
        scene.succeed(0, target, 100, 200, Usage.of(7, 3));
        counted.merge(target.id(), 1L, Long::sum);
        if (present.contains(target)) {
          since.merge(target.id(), 1L, Long::sum);
        }
        assertThat(scene.stats.sum(target.id(), TargetCounters::outputTokens))
            .isEqualTo(3 * counted.getOrDefault(target.id(), 0L));
      }
    }

    /** What it counted itself. */
    void knowsItsOwn() {
      scene.board.refresh();
      for (Target target : present) {
        assertThat(requests(scene.board.own(), target)).isEqualTo(since(target));
      }
    }

    long since(Target target) {
      return since.getOrDefault(target.id(), 0L);
    }

    private static Set<TargetId> ids(List<Target> targets) {
      Set<TargetId> ids = new HashSet<>();
      targets.forEach(target -> ids.add(target.id()));
      return ids;
    }

    private static Model model(List<Target> targets) {
      return new Model("m", Strategy.ROUND_ROBIN, targets);
    }
  }

  @Property(tries = 60)
  void nothingIsLostOrCountedTwice(@ForAll long seed) {
    Random random = new Random(seed);
    Crew crew = new Crew("a", "b");
    List<Node> nodes = crew.nodes().values().stream().map(Node::new).toList();
    nodes.forEach(node -> node.change(ALL));
    for (int step = 0; step < 60; step++) {
      Node node = nodes.get(random.nextInt(nodes.size()));
      switch (random.nextInt(8)) {
        case 0 -> node.change(some(random));
        case 1 -> crew.seconds(1 + random.nextInt(3));
        case 2 -> node.knowsItsOwn();
        case 3 -> crew.fleet.drop((_, _) -> random.nextInt(4) == 0);
        default -> node.use(ALL.get(random.nextInt(ALL.size())));
      }
    }
    crew.fleet.drop((_, _) -> false);
    List<Target> last = some(random);
    nodes.forEach(node -> node.change(last));
    crew.seconds(8);

    nodes.forEach(Node::knowsItsOwn);
    for (Node node : nodes) {
      for (Target target : last) {
        long sum = nodes.stream().mapToLong(each -> each.since(target)).sum();
        assertThat(requests(node.scene.board.snapshot().rows(), target))
            .as("%s at %s", target.id(), node.scene.board.name())
            .isEqualTo(sum);
      }
    }
  }

  private static long requests(Map<TargetId, StatsRow> rows, Target target) {
    return Objects.requireNonNull(rows.get(target.id()), target.id().value()).totals().requests();
  }

  private static List<Target> some(Random random) {
    List<Target> shuffled = new ArrayList<>(ALL);
    Collections.shuffle(shuffled, random);
    return List.copyOf(shuffled.subList(0, random.nextInt(ALL.size() + 1)));
  }
}
