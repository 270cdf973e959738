package dev.sluice.health;

import dev.sluice.bus.HealthChanged;
import dev.sluice.config.BreakerConfig;
import dev.sluice.config.HealthConfig;
import dev.sluice.fleet.Fleet;
import dev.sluice.fleet.TestFleet;
import dev.sluice.model.TargetId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

/** Nodes of a fleet that judge targets, in a time of their own. */
final class VirtualFleet {
  private static final long STEP = Duration.ofMillis(100).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  final TestFleet mesh = new TestFleet();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>((a, b) -> Long.compare(a.at, b.at));
  private final List<TargetId> targets;
  private long now = 1;

  VirtualFleet(TargetId... targets) {
    this.targets = List.of(targets);
  }

  /** Nodes that join one after the other. */
  VirtualFleet with(String... ids) {
    for (String id : ids) {
      var _ = join(id);
    }
    return this;
  }

  Node join(String id) {
    Node node = new Node(mesh.join(id));
    nodes.put(id, node);
    node.talk.listen(new FleetHealth.Ear(_ -> {}, _ -> {}));
    settle();
    return node;
  }

  void kill(String id) {
    nodes.remove(id);
    mesh.kill(id);
    settle();
  }

  Node node(String id) {
    Node node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException(id);
    }
    return node;
  }

  List<Node> nodes() {
    return List.copyOf(nodes.values());
  }

  /** Id of the member that owns the target. */
  String owner(TargetId target) {
    return nodes().getFirst().fleet.view().owner(target.value()).id();
  }

  /** A member that does not own the target. */
  String other(TargetId target) {
    return nodes.keySet().stream()
        .filter(id -> !id.equals(owner(target)))
        .findFirst()
        .orElseThrow();
  }

  long now() {
    return now;
  }

  /** All that was said arrives. */
  void settle() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /** Time passes, in steps of a tenth of a second; each node looks at the clock every second. */
  void pass(Duration time) {
    pass(time, () -> {});
  }

  /** As above, and something is done at each step. */
  void pass(Duration time, Runnable each) {
    long until = now + time.toNanos();
    while (now < until) {
      now += STEP;
      while (!timers.isEmpty() && timers.element().at <= now) {
        timers.remove().task.run();
      }
      if (now / SECOND != (now - STEP) / SECOND) {
        nodes().forEach(Node::tick);
      }
      settle();
      each.run();
      settle();
    }
  }

  private record Timer(long at, Runnable task) {}

  /** A member with its own judgement. */
  final class Node {
    final Fleet fleet;
    final FleetHealth talk;
    private final Map<TargetId, TargetHealth> healths = new HashMap<>();
    final List<HealthChanged> changes = new ArrayList<>();

    Node(Fleet fleet) {
      this.fleet = fleet;
      this.talk = new FleetHealth(fleet, tasks::add, healths);
      HealthSettings settings =
          new HealthSettings(BreakerConfig.defaults(), HealthConfig.defaults(), this::breaker);
      for (TargetId target : targets) {
        healths.put(target, new TargetHealth(target, settings, () -> now, news()));
      }
    }

    TargetHealth of(TargetId target) {
      TargetHealth health = healths.get(target);
      if (health == null) {
        throw new IllegalArgumentException(target.value());
      }
      return health;
    }

    private void tick() {
      healths.values().forEach(TargetHealth::tick);
      talk.tick();
    }

    private Breaker breaker(TargetId target, Runnable halfOpened) {
      return new Breaker() {
        @Override
        public void open() {
          timers.add(new Timer(now + BreakerConfig.defaults().reset().toNanos(), halfOpened));
        }

        @Override
        public void close() {}
      };
    }

    private TargetNews news() {
      return new TargetNews() {
        @Override
        public void changed(HealthChanged change) {
          changes.add(change);
          said(change.target());
        }

        @Override
        public void said(TargetId target) {
          tasks.add(() -> talk.tell(of(target)));
        }
      };
    }
  }
}
