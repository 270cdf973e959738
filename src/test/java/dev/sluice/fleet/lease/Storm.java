package dev.sluice.fleet.lease;

import dev.sluice.config.LeasesConfig;
import dev.sluice.fleet.FleetView;
import dev.sluice.fleet.Member;
import dev.sluice.fleet.Standing;
import dev.sluice.fleet.lease.bucket.Claim;
import dev.sluice.fleet.lease.bucket.Grant;
import dev.sluice.fleet.lease.bucket.Holding;
import dev.sluice.fleet.lease.bucket.LocalBuckets;
import dev.sluice.fleet.lease.bucket.Rate;
import dev.sluice.fleet.lease.bucket.SharedBuckets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A fleet under more demand than its cap allows, to which things happen: answers are slow or lost,
 * nodes are killed, the fleet and its store fall apart, unnoticed at first, and join again. Time is
 * virtual.
 */
final class Storm {
  private static final LeasesConfig CONFIG = LeasesConfig.defaults();
  private static final long STEP = CONFIG.interval().toNanos();
  private static final Duration UNNOTICED = Duration.ofSeconds(2);

  private final Rate rate;
  private final SplittableRandom chance;
  private final List<Node> nodes = new ArrayList<>();
  private final PriorityQueue<Event> agenda = new PriorityQueue<>();
  private LocalBuckets store = new LocalBuckets(this::micros);
  private LocalBuckets copy = store;
  private long now;
  private long slowNanos = 1_000_000;
  private double losses;
  private int cut;
  private boolean noticed;
  private boolean ownedByTheCut;
  private long spent;
  private double excused;
  private int splits;
  private long serial;

  Storm(Rate rate, int size, long seed) {
    this.rate = rate;
    this.chance = new SplittableRandom(seed);
    for (int i = 0; i < size; i++) {
      nodes.add(new Node(i));
    }
  }

  /** A trouble of a number begins; some end others. */
  void begin(int trouble) {
    switch (trouble) {
      case 0 -> slowNanos = 50_000_000;
      case 1 -> slowNanos = 900_000_000;
      case 2 -> losses = 0.1;
      case 3 -> losses = 0.9;
      case 4, 5 -> kill();
      case 6, 7, 8 -> split(1 + chance.nextInt(nodes.size()));
      case 9 -> heal();
      default -> {
        slowNanos = 1_000_000;
        losses = 0;
      }
    }
  }

  private void kill() {
    nodes.get(chance.nextInt(nodes.size())).alive = false;
  }

  /** So many nodes are cut off from the others; one side has the store, nobody knows yet. */
  private void split(int off) {
    if (cut == 0 && off < nodes.size()) {
      cut = off;
      splits++;
      noticed = false;
      ownedByTheCut = chance.nextBoolean();
      copy = new LocalBuckets(store);
      at(UNNOTICED.toNanos(), this::notice);
    }
  }

  /** The others go on with the copy that they have. */
  private void notice() {
    noticed = true;
    if (ownedByTheCut) {
      LocalBuckets lost = store;
      store = copy;
      copy = lost;
    }
  }

  private void heal() {
    if (noticed) {
      cut = 0;
      store.join(copy);
    }
  }

  long spent() {
    return spent;
  }

  /** What may have been spent by now. */
  double allowed() {
    OverRun bound = new OverRun(rate, CONFIG.span(), nodes.size());
    double extra = splits == 0 ? bound.lost(false) : splits * bound.divided(UNNOTICED);
    return rate.perSecond() * now / 1e9 + extra + excused;
  }

  void pass(Duration time) {
    long end = now + time.toNanos();
    while (now < end) {
      now += STEP;
      for (Event due = agenda.peek(); due != null && due.time <= now; due = agenda.peek()) {
        agenda.remove(due);
        due.task.run();
      }
      nodes.stream().filter(node -> node.alive).forEach(Node::live);
    }
  }

  private void at(long delay, Runnable task) {
    agenda.add(new Event(now + delay, serial++, task));
  }

  private long micros() {
    return now / 1_000;
  }

  private record Event(long time, long serial, Runnable task) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int first = Long.compare(time, other.time);
      return first == 0 ? Long.compare(serial, other.serial) : first;
    }
  }

  private final class Node implements SharedBuckets {
    private final int number;
    private final Leases leases;
    private final Allowance tokens;
    private boolean alive = true;

    Node(int number) {
      this.number = number;
      this.leases = new Leases(this, () -> view(number), "n" + number, CONFIG, () -> now);
      this.tokens = leases.tokens("cap", rate);
      leases.begin(task -> {
        if (alive) {
          task.run();
        }
      });
    }

    void live() {
      leases.look();
      // What a node spends while it alone misses the store is its share, and no more.
      boolean known = cut > 0;
      if (leases.alone() > 0 && !known) {
        excused += rate.perSecond() * STEP / 1e9 / nodes.size();
      }
      long demand = (long) Math.ceil(rate.perSecond() * STEP / 1e9) + 1;
      for (long i = 0; i < demand; i++) {
        spent += tokens.tryTake(1) ? 1 : 0;
      }
    }

    private FleetView view(int self) {
      boolean off = self < cut;
      List<Member> members =
          IntStream.range(0, nodes.size() == 0 ? 1 : nodes.size())
              .filter(other -> !(noticed && cut > 0) || (other < cut) == off)
              .mapToObj(other -> new Member("n" + other, "n" + other, "", "", "", false))
              .toList();
      List<Member> seen =
          members.stream().anyMatch(member -> member.id().equals("n" + self))
              ? members
              : List.of(new Member("n" + self, "n" + self, "", "", "", false));
      int whole = Math.max(1, nodes.size());
      Standing standing =
          2 * seen.size() > whole || whole == 1 ? Standing.MAJORITY : Standing.MINORITY;
      return new FleetView(1, "n" + self, seen, whole, standing);
    }

    private boolean reaches() {
      return cut == 0 || noticed || (number < cut) == ownedByTheCut;
    }

    private <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      at(
          chance.nextLong(slowNanos),
          () -> {
            if (reaches() && chance.nextDouble() >= losses / 2) {
              question
                  .get()
                  .thenAccept(value -> {
                    if (chance.nextDouble() >= losses / 2) {
                      at(chance.nextLong(slowNanos), () -> answer.complete(value));
                    }
                  });
            }
          });
      return answer;
    }

    @Override
    public CompletionStage<Grant> take(String bucket, Rate of, long most) {
      return ask(() -> store.take(bucket, of, most));
    }

    @Override
    public CompletionStage<?> giveBack(String bucket, Rate of, long more) {
      return ask(() -> {
        var _ = store.giveBack(bucket, of, more);
        return CompletableFuture.completedFuture(more);
      });
    }

    @Override
    public CompletionStage<Holding> hold(String bucket, Claim claim) {
      return ask(() -> store.hold(bucket, claim));
    }

    @Override
    public CompletionStage<Integer> present(String owner, Duration hold) {
      return CompletableFuture.completedFuture(0);
    }

    @Override
    public boolean divides() {
      return true;
    }
  }
}
