package dev.sluice.fleet.lease;

import static org.awaitility.Awaitility.await;

import dev.sluice.config.LeasesConfig;
import dev.sluice.config.RedisConfig;
import dev.sluice.fleet.FleetView;
import dev.sluice.fleet.Member;
import dev.sluice.fleet.Standing;
import dev.sluice.fleet.lease.bucket.Rate;
import dev.sluice.fleet.lease.bucket.SharedBuckets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** One cap of several nodes under more demand than it allows, in real time. */
public final class SharedCap implements AutoCloseable {
  private static final Rate RATE = new Rate(400, 240);
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final LeasesConfig CONFIG =
      new LeasesConfig(
          LeasesConfig.Store.AUTO,
          Duration.ofMillis(100),
          Duration.ofMillis(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(4),
          RedisConfig.defaults());

  private final List<Node> nodes = new ArrayList<>();
  private final LongAdder spent = new LongAdder();

  /** Nodes that reach the store each by its own way. */
  public SharedCap(List<SharedBuckets> stores) {
    String bucket = UUID.randomUUID().toString();
    List<Member> members = stores.stream().map(_ -> member()).toList();
    for (int i = 0; i < stores.size(); i++) {
      nodes.add(new Node(stores.get(i), members, members.get(i).id(), bucket));
    }
  }

  private static Member member() {
    String id = UUID.randomUUID().toString();
    return new Member(id, id, "test", "", "", false);
  }

  /** What is spent in some seconds of steady state, as a share of what may be. */
  public double shareOfTheRate() {
    double share = share();
    // A machine that stood still has saved something up, which is spent once.
    return share > 1.02 ? share() : share;
  }

  private double share() {
    Count count = countWhile(() -> {});
    return count.spent() / count.rated();
  }

  /** What is spent in some seconds, in which something happens. */
  public Count countWhile(Runnable happening) {
    // What was saved up is gone when everybody has been refused.
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> nodes.stream().allMatch(node -> node.lease.refused() > 50));
    long start = System.nanoTime();
    long before = spent.sum();
    happening.run();
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(TIME.multipliedBy(4))
        .until(() -> System.nanoTime() - start >= TIME.toNanos());
    long after = spent.sum();
    return new Count(after - before, RATE.perSecond() * (System.nanoTime() - start) / 1e9);
  }

  /** What may come on top. */
  public OverRun bound() {
    return new OverRun(RATE, CONFIG.span(), nodes.size());
  }

  /** A node is gone without a word. */
  public void kill(int node) {
    nodes.get(node).thread.shutdownNow();
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.thread.shutdownNow());
  }

  /**
   * Tokens of a time.
   *
   * @param rated what comes in that time at the rate
   */
  public record Count(long spent, double rated) {}

  private final class Node {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Shared lease;

    Node(SharedBuckets store, List<Member> members, String id, String bucket) {
      FleetView view = new FleetView(1, id, members, members.size(), Standing.MAJORITY);
      Leases leases = new Leases(store, () -> view, id, CONFIG, System::nanoTime);
      Allowance allowance = leases.tokens(bucket, RATE);
      lease = leases.all().getFirst();
      leases.begin(task -> {
        if (!thread.isShutdown()) {
          thread.execute(task);
        }
      });
      var _ = thread.scheduleAtFixedRate(leases::look, 0, 10, TimeUnit.MILLISECONDS);
      var _ = thread.scheduleAtFixedRate(() -> demand(allowance), 0, 2, TimeUnit.MILLISECONDS);
    }

    private void demand(Allowance allowance) {
      for (int i = 0; i < 5; i++) {
        if (allowance.tryTake(1)) {
          spent.increment();
        }
      }
    }
  }
}
