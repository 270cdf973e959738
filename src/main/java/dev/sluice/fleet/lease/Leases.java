package dev.sluice.fleet.lease;

import dev.sluice.config.LeasesConfig;
import dev.sluice.fleet.FleetView;
import dev.sluice.fleet.lease.bucket.Rate;
import dev.sluice.fleet.lease.bucket.SharedBuckets;
import dev.sluice.telemetry.LogKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leases of a node. Whoever drives them gives them a thread by {@link #begin} and has them
 * {@link #look} again and again.
 */
public final class Leases implements Allowances {
  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
  private static final long EVERY = 1_000_000_000L;

  private final SharedBuckets buckets;
  private final Supplier<FleetView> fleet;
  private final String owner;
  private final LeasesConfig config;
  private final LongSupplier nanos;
  private final List<Shared> all = new CopyOnWriteArrayList<>();

  /**
   * Of which there is another by now; they are given back with those that nobody wants any more.
   */
  private final List<Shared> replaced = new ArrayList<>();

  private final AtomicLong numbers = new AtomicLong();
  private final LongAdder asked = new LongAdder();
  private final LongAdder missed = new LongAdder();
  private volatile Executor thread = _ -> {};
  private volatile Situation situation;
  private volatile int present;
  private volatile int alone;
  private Consumer<Shared> opened = _ -> {};
  private Consumer<Shared> dismissed = _ -> {};
  private long announcedAt;
  private boolean announced;

  /**
   * No lease yet.
   *
   * @param fleet who shares, as this node sees it
   * @param owner this node, by a name that is unique over all nodes and their restarts
   * @param nanos a clock of nanoseconds that never goes back
   */
  public Leases(
      SharedBuckets buckets,
      Supplier<FleetView> fleet,
      String owner,
      LeasesConfig config,
      LongSupplier nanos) {
    this.buckets = buckets;
    this.fleet = fleet;
    this.owner = owner;
    this.config = config;
    this.nanos = nanos;
    this.situation = Situation.of(fleet.get(), 0, buckets.divides());
  }

  @Override
  public Allowance tokens(String bucket, Rate rate) {
    Lease known = known(Lease.class, bucket);
    if (known != null && known.rate().equals(rate)) {
      return known;
    }
    Lease lease = new Lease(this, bucket, rate);
    open(lease);
    return lease;
  }

  @Override
  public Permits permits(String bucket, int capacity) {
    PermitLease known = known(PermitLease.class, bucket);
    if (known != null) {
      known.resize(capacity);
      return known;
    }
    PermitLease lease = new PermitLease(this, bucket, capacity);
    open(lease);
    return lease;
  }

  private <T extends Shared> @Nullable T known(Class<T> kind, String bucket) {
    for (Shared each : all) {
      if (kind.isInstance(each) && each.bucket().equals(bucket)) {
        return kind.cast(each);
      }
    }
    return null;
  }

  /** One of the same name was for another rate: it is spent from until all know the new one. */
  private synchronized void open(Shared lease) {
    replaced.addAll(remove(known -> known.bucket().equals(lease.bucket())));
    all.add(lease);
    opened.accept(lease);
    run(() -> lease.look(now()));
  }

  @Override
  public synchronized void retain(Set<String> buckets) {
    replaced.addAll(remove(known -> !buckets.contains(known.bucket())));
    for (Shared each : replaced) {
      run(() -> {
        var _ = quietly(each::close);
      });
    }
    replaced.clear();
  }

  private List<Shared> remove(Predicate<Shared> which) {
    List<Shared> gone = all.stream().filter(which).toList();
    all.removeAll(gone);
    gone.forEach(dismissed);
    return gone;
  }

  /**
   * Tells of the leases that there are, of each that is made later and of each that is given back.
   */
  synchronized void follow(Consumer<Shared> made, Consumer<Shared> gone) {
    opened = made;
    dismissed = gone;
    all.forEach(made);
  }

  /** Number of the next claim, above that of all before. */
  long number() {
    return numbers.incrementAndGet();
  }

  /**
   * Begins; until then the store is not asked.
   *
   * @param executor runs one thing after the other, on no event loop
   */
  public void begin(Executor executor) {
    thread = executor;
  }

  /** Looks after all leases. In the thread that was given. */
  public void look() {
    long now = now();
    situation = Situation.of(fleet.get(), present, buckets.divides());
    if (!announced || now - announcedAt >= EVERY) {
      announce(now);
    }
    int without = 0;
    for (Shared each : all) {
      each.look(now);
      without += each.away() ? 1 : 0;
    }
    tell(without);
  }

  private void announce(long now) {
    announced = true;
    announcedAt = now;
    ask(
        () -> buckets.present(owner, config.hold()),
        (count, _) -> present = count == null ? present : count);
  }

  private void tell(int without) {
    boolean before = alone > 0;
    alone = without;
    if (without > 0 && !before) {
      LOG.atWarn()
          .addKeyValue(LogKeys.CAUSE, situation.shared() ? "no answer" : "the fleet is divided")
          .log("the node keeps caps by its own share, without the store of leases");
    } else if (without == 0 && before) {
      LOG.atInfo().log("the store of leases is back");
    }
  }

  /** Whether every lease has had an answer, or has none to expect. */
  public boolean settled() {
    return all.stream().allMatch(Shared::known);
  }

  /**
   * Gives all leases back; completes when the store knows, or did not answer in time. In the thread
   * that was given, as the last thing.
   */
  public CompletionStage<?> close() {
    thread = _ -> {};
    CompletableFuture<?>[] open =
        all.stream()
            .map(each -> quietly(each::close))
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(open)
        .orTimeout(config.timeout().toNanos(), TimeUnit.NANOSECONDS)
        .exceptionally(_ -> null);
  }

  private static CompletionStage<?> quietly(Supplier<CompletionStage<?>> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Asks the store; the answer comes in the leases' thread. */
  <T> void ask(
      Supplier<? extends CompletionStage<? extends T>> question,
      BiConsumer<@Nullable T, @Nullable Throwable> answer) {
    asked.increment();
    try {
      question
          .get()
          .whenComplete((value, problem) -> thread.execute(() -> answer.accept(value, problem)));
    } catch (RuntimeException e) {
      answer.accept(null, e);
    }
  }

  void run(Runnable task) {
    thread.execute(task);
  }

  void missed() {
    missed.increment();
  }

  Situation situation() {
    return situation;
  }

  SharedBuckets buckets() {
    return buckets;
  }

  String owner() {
    return owner;
  }

  LongSupplier nanos() {
    return nanos;
  }

  long now() {
    return nanos.getAsLong();
  }

  Duration span() {
    return config.span();
  }

  Duration hold() {
    return config.hold();
  }

  long spanNanos() {
    return config.span().toNanos();
  }

  long intervalNanos() {
    return config.interval().toNanos();
  }

  long timeoutNanos() {
    return config.timeout().toNanos();
  }

  long idleNanos() {
    return config.idle().toNanos();
  }

  long holdNanos() {
    return config.hold().toNanos();
  }

  /** The leases, in the order they were made. */
  List<Shared> all() {
    return all;
  }

  /** Questions to the store. */
  long asked() {
    return asked.sum();
  }

  /** Questions without an answer in time. */
  long unanswered() {
    return missed.sum();
  }

  /** Leases that go by the node's share. */
  int alone() {
    return alone;
  }
}
