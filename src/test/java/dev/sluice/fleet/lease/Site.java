package dev.sluice.fleet.lease;

import dev.sluice.config.LeasesConfig;
import dev.sluice.fleet.Fleet;
import dev.sluice.fleet.TestFleet;
import dev.sluice.fleet.lease.bucket.Claim;
import dev.sluice.fleet.lease.bucket.Grant;
import dev.sluice.fleet.lease.bucket.Holding;
import dev.sluice.fleet.lease.bucket.LocalBuckets;
import dev.sluice.fleet.lease.bucket.Rate;
import dev.sluice.fleet.lease.bucket.SharedBuckets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Nodes with leases of one store, in time that goes on only when it is told to. */
final class Site {
  static final LeasesConfig CONFIG = LeasesConfig.defaults();

  final TestFleet fleet = new TestFleet();
  private final boolean divides;
  private final LocalBuckets store = new LocalBuckets(() -> nanos() / 1_000);
  private final Map<String, Leases> nodes = new HashMap<>();
  private final Set<String> cut = new HashSet<>();
  private final Map<String, List<Runnable>> held = new HashMap<>();
  private final Map<String, Integer> questions = new HashMap<>();
  private long now = 77;

  /**
   * No node yet.
   *
   * @param divides whether the store falls apart with the fleet
   */
  Site(boolean divides) {
    this.divides = divides;
  }

  long nanos() {
    return now;
  }

  Leases join(String id) {
    Fleet seen = fleet.join(id);
    Leases leases = new Leases(new Way(id), seen::view, id, CONFIG, this::nanos);
    leases.begin(Runnable::run);
    nodes.put(id, leases);
    return leases;
  }

  /** The node is gone without a word. */
  void kill(String id) {
    fleet.kill(id);
    Leases gone = nodes.remove(id);
    if (gone != null) {
      gone.begin(_ -> {});
    }
  }

  /** The node goes in good order. */
  void leave(String id) {
    Leases gone = nodes.remove(id);
    if (gone != null) {
      var _ = gone.close();
    }
  }

  /** The node's questions are not answered from now on, or are again. */
  void cut(String id, boolean off) {
    if (off) {
      cut.add(id);
    } else {
      cut.remove(id);
    }
  }

  /** The node's questions are answered later: when they are no more held up. */
  void hold(String id, boolean up) {
    List<Runnable> answers = up ? held.put(id, new ArrayList<>()) : held.remove(id);
    if (answers != null) {
      answers.forEach(Runnable::run);
    }
  }

  /** Questions of the node about buckets so far. */
  int questions(String id) {
    return questions.getOrDefault(id, 0);
  }

  /** Time goes on, and every node looks at its leases as often as it does. */
  void pass(Duration time) {
    pass(time, () -> {});
  }

  /** As above; each time something is done. */
  void pass(Duration time, Runnable each) {
    long end = now + time.toNanos();
    while (now < end) {
      now += Math.min(end - now, CONFIG.interval().toNanos());
      nodes.values().forEach(Leases::look);
      each.run();
    }
  }

  private final class Way implements SharedBuckets {
    private final String id;

    Way(String id) {
      this.id = id;
    }

    private <T> CompletionStage<T> asked(Supplier<CompletionStage<T>> question) {
      questions.merge(id, 1, Integer::sum);
      List<Runnable> answers = held.get(id);
      if (cut.contains(id) || answers == null) {
        return cut.contains(id) ? new CompletableFuture<>() : question.get();
      }
      CompletableFuture<T> later = new CompletableFuture<>();
      CompletionStage<T> answer = question.get();
      answers.add(() -> answer.thenAccept(later::complete));
      return later;
    }

    @Override
    public CompletionStage<Grant> take(String bucket, Rate rate, long most) {
      return asked(() -> store.take(bucket, rate, most));
    }

    @Override
    public CompletionStage<?> giveBack(String bucket, Rate rate, long tokens) {
      questions.merge(id, 1, Integer::sum);
      return cut.contains(id) ? new CompletableFuture<>() : store.giveBack(bucket, rate, tokens);
    }

    @Override
    public CompletionStage<Holding> hold(String bucket, Claim claim) {
      return asked(() -> store.hold(bucket, claim));
    }

    @Override
    public CompletionStage<Integer> present(String owner, Duration hold) {
      return store.present(owner, hold);
    }

    @Override
    public boolean divides() {
      return divides;
    }
  }
}
