package dev.sluice.fleet.lease;

import dev.sluice.fleet.lease.bucket.Grant;
import dev.sluice.fleet.lease.bucket.Rate;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of a shared bucket that lie with this node. Takers meet one number; all else happens on
 * the leases' thread.
 *
 * <p>Its size is what the node spends in a span of time, at least one token, at most its even part
 * of what the bucket gives in that time. It is filled up when less than half of it is left. When
 * the store cannot be asked, what is left is spent, and then what a local bucket gives at the
 * node's share of the rate.
 *
 * <p>Before the first answer it may be spent ahead up to its largest size: a cap that is new must
 * not refuse those that come while the store is asked. The first answer pays for it.
 */
final class Lease implements Allowance, Shared {
  private static final double NANOS = 1e9;
  private static final long LONGEST_REST = 1_000_000_000L;

  private final Leases leases;
  private final String bucket;
  private final Rate rate;
  private final AtomicLong tokens = new AtomicLong();
  private final AtomicBoolean called = new AtomicBoolean();
  private final LongAdder refused = new LongAdder();
  private final LongAdder alone = new LongAdder();
  private volatile long mark = 1;

  /** Takers stop here: 0, or below it what may be spent ahead. */
  private volatile long floor;

  private volatile long soonest;
  private volatile boolean dry;
  private volatile boolean starved;
  private volatile @Nullable TokenBucket local;

  // Confined to the leases' thread.
  private final Inquiry inquiry = new Inquiry();
  private double localShare;
  private long size = 1;
  private double pace;
  private long last;
  private long added;
  private long lookedAt;
  private long usedAt;
  private boolean closed;

  Lease(Leases leases, String bucket, Rate rate) {
    this.leases = leases;
    this.bucket = bucket;
    this.rate = rate;
    this.lookedAt = leases.now();
    this.usedAt = lookedAt;
    Situation situation = leases.situation();
    this.floor = -part(situation).slice(leases.span(), situation.nodes());
  }

  Rate rate() {
    return rate;
  }

  @Override
  public boolean tryTake(long cost) {
    long before = tokens.get();
    while (before > floor) {
      if (tokens.compareAndSet(before, before - cost)) {
        if (before - cost < mark && !dry) {
          call();
        }
        return true;
      }
      before = tokens.get();
    }
    return takeAlone(cost);
  }

  private boolean takeAlone(long cost) {
    TokenBucket own = local;
    if (own != null && own.tryTake(cost)) {
      alone.add(cost);
      return true;
    }
    refused.increment();
    starve();
    return false;
  }

  private void starve() {
    if (!starved) {
      starved = true;
    }
    if (!dry) {
      call();
    }
  }

  /** Has the store asked soon, not by the caller. */
  private void call() {
    if (!called.getPlain() && called.compareAndSet(false, true)) {
      leases.run(this::called);
    }
  }

  private void called() {
    called.set(false);
    refill(leases.now());
  }

  @Override
  public void settle(long more) {
    TokenBucket own = local;
    if (own == null) {
      tokens.addAndGet(-more);
    } else {
      own.settle(more);
    }
  }

  @Override
  public boolean open() {
    if (tokens.get() > floor) {
      return true;
    }
    TokenBucket own = local;
    if (own != null && own.open()) {
      return true;
    }
    starve();
    return false;
  }

  @Override
  public long waitNanos() {
    long have = tokens.get();
    if (have > floor) {
      return 0;
    }
    TokenBucket own = local;
    if (own != null) {
      return own.waitNanos();
    }
    long owed = (long) (-have / rate.perSecond() * NANOS);
    return Math.max(leases.intervalNanos(), soonest - leases.now()) + owed;
  }

  @Override
  public void look(long now) {
    observe(now);
    Situation situation = leases.situation();
    if (inquiry.late(now, leases.timeoutNanos())) {
      failed(now);
    }
    if (!situation.shared() || inquiry.away()) {
      goAlone(situation);
    }
    giveBackSurplus(now);
    refill(now);
  }

  /** How fast the node spends, from what is gone since the last look. */
  private void observe(long now) {
    double passed = Math.max(1, now - lookedAt);
    long current = tokens.get();
    double spent = Math.max(0, last + added - current);
    last = current;
    added = 0;
    lookedAt = now;
    pace += (spent / passed - pace) * Math.min(1, passed / leases.spanNanos());
    Situation situation = leases.situation();
    long most = part(situation).slice(leases.span(), situation.nodes());
    boolean more = starved && !dry;
    size = Math.clamp((long) Math.ceil(pace * leases.spanNanos()), 1, most);
    size = more ? most : size;
    mark = (size + 1) / 2;
    usedAt = spent > 0 || starved ? now : usedAt;
    starved = false;
  }

  private Rate part(Situation situation) {
    return situation.part() < 1 ? rate.part(situation.part()) : rate;
  }

  private Rate stored() {
    return part(leases.situation()).shared(leases.span());
  }

  private void giveBackSurplus(long now) {
    long have = tokens.get();
    boolean idle = now - usedAt > leases.idleNanos();
    if (have > 2 * size || (idle && have > 1)) {
      long keep = idle ? 1 : size;
      giveBack(have - keep);
    }
  }

  private void giveBack(long surplus) {
    tokens.addAndGet(-surplus);
    added -= surplus;
    leases.ask(() -> leases.buckets().giveBack(bucket, stored(), surplus), (_, _) -> {});
  }

  private void refill(long now) {
    long have = tokens.get();
    boolean enough = have >= mark && local == null;
    if (closed || !leases.situation().shared() || enough || !inquiry.ready(now)) {
      return;
    }
    // A store that was away is asked for as little as shows that it is back.
    long wanted = local == null ? size - have : 1;
    long question = inquiry.begin(now);
    leases.ask(
        () -> leases.buckets().take(bucket, stored(), wanted),
        (grant, problem) -> answered(question, wanted, grant, problem));
  }

  private void answered(
      long question, long wanted, @Nullable Grant grant, @Nullable Throwable problem) {
    long now = leases.now();
    if (closed || !inquiry.waitsFor(question)) {
      returnLate(grant);
    } else if (grant == null || problem != null) {
      failed(now);
    } else {
      inquiry.succeeded();
      receive(grant, wanted, now);
    }
  }

  /** Nobody waits for it any more; what is kept would come on top of what took its place. */
  private void returnLate(@Nullable Grant grant) {
    if (grant != null && grant.tokens() > 0) {
      leases.ask(() -> leases.buckets().giveBack(bucket, stored(), grant.tokens()), (_, _) -> {});
    }
  }

  private void receive(Grant grant, long wanted, long now) {
    floor = 0;
    comeBack();
    tokens.addAndGet(grant.tokens());
    added += grant.tokens();
    dry = grant.tokens() < wanted;
    soonest = now + grant.waitNanos();
    inquiry.rest(
        dry
            ? now + Math.clamp(grant.waitNanos(), leases.intervalNanos(), LONGEST_REST)
            : Long.MIN_VALUE);
  }

  private void failed(long now) {
    inquiry.failed(now);
    leases.missed();
    goAlone(leases.situation());
  }

  /** From here on the node also spends its share of the rate. It begins with none of it saved. */
  private void goAlone(Situation situation) {
    floor = 0;
    if (local == null || localShare != situation.share()) {
      Rate own = rate.part(situation.share());
      localShare = situation.share();
      local =
          TokenBucket.empty(
              new Rate(own.perSecond(), Math.max(1, own.in(leases.span()))), leases.nanos());
      dry = false;
    }
  }

  private void comeBack() {
    TokenBucket own = local;
    if (own != null) {
      long owed = own.owed();
      local = null;
      tokens.addAndGet(-owed);
      added -= owed;
    }
  }

  @Override
  public CompletionStage<?> close() {
    closed = true;
    floor = 0;
    long have = tokens.getAndSet(0);
    return have > 0 ? leases.buckets().giveBack(bucket, stored(), have) : Shared.NOTHING;
  }

  @Override
  public String bucket() {
    return bucket;
  }

  @Override
  public long held() {
    return Math.max(0, tokens.get());
  }

  @Override
  public long refused() {
    return refused.sum();
  }

  @Override
  public long alone() {
    return alone.sum();
  }

  @Override
  public boolean away() {
    return local != null;
  }

  @Override
  public boolean known() {
    return inquiry.known() || !leases.situation().shared();
  }
}
