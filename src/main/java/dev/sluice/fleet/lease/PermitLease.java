package dev.sluice.fleet.lease;

import dev.sluice.fleet.lease.bucket.Claim;
import dev.sluice.fleet.lease.bucket.Holding;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Permits of a shared bucket that lie with this node: those in use, a few to spare, and a few more
 * where there are plenty. All else is as with a {@link Lease}.
 *
 * <p>A claim says how many the node wants to have in all, so one that is lost or repeated does no
 * harm. It is renewed in time; permits of a node that does not renew return to the bucket. A node
 * that has more than its even part while others want some lets its own run out.
 */
final class PermitLease implements Permits, Shared {
  private static final int HALF = 32;
  private static final long ONE = 1;
  private static final long FADING = 1_000_000_000L;
  private static final double FAINT = 0.1;

  /** Permits in the upper half, those in use, which may be more, in the lower. */
  private final AtomicLong state = new AtomicLong();

  private final Leases leases;
  private final String bucket;
  private volatile int capacity;
  private final AtomicBoolean called = new AtomicBoolean();
  private final LongAdder refused = new LongAdder();
  private final LongAdder alone = new LongAdder();
  private volatile boolean starved;
  private volatile boolean dry;
  private volatile boolean away;

  // Confined to the leases' thread.
  private final Inquiry inquiry = new Inquiry();
  private int claimed;
  private long claimedAt;
  private double peak;
  private long lookedAt;
  private boolean others;
  private boolean settled;
  private boolean closed;
  private int owners = 1;

  PermitLease(Leases leases, String bucket, int capacity) {
    this.leases = leases;
    this.bucket = bucket;
    this.capacity = capacity;
    this.lookedAt = leases.now();
    this.claimedAt = lookedAt;
    // A cap that is new must not refuse those that come before its first claim is answered.
    set(Math.max(1, (int) (capacity * leases.situation().share())));
  }

  /** So many permits for all from now on; those in use stay in use. */
  void resize(int permits) {
    capacity = permits;
  }

  private static int permits(long state) {
    return (int) (state >>> HALF);
  }

  private static int inside(long state) {
    return (int) state;
  }

  @Override
  public boolean tryEnter() {
    long before = state.get();
    while (inside(before) < permits(before)) {
      if (state.compareAndSet(before, before + ONE)) {
        countAlone();
        return true;
      }
      before = state.get();
    }
    refused.increment();
    starve();
    return false;
  }

  private void countAlone() {
    if (away) {
      alone.increment();
    }
  }

  @Override
  public void leave() {
    if (inside(state.getAndDecrement()) <= 0) {
      throw new IllegalStateException("nobody is inside");
    }
  }

  @Override
  public boolean open() {
    long now = state.get();
    if (inside(now) < permits(now)) {
      return true;
    }
    starve();
    return false;
  }

  @Override
  public int inside() {
    return inside(state.get());
  }

  private void starve() {
    if (!starved) {
      starved = true;
    }
    if (!dry && !called.getPlain() && called.compareAndSet(false, true)) {
      leases.run(this::called);
    }
  }

  private void called() {
    called.set(false);
    claim(leases.now());
  }

  @Override
  public void look(long now) {
    double fade = Math.min(1, Math.max(0, now - lookedAt) / (double) FADING);
    lookedAt = now;
    int inside = inside();
    peak = Math.max(inside, peak - (peak - inside) * fade);
    if (inquiry.late(now, leases.timeoutNanos())) {
      failed(now);
    }
    Situation situation = leases.situation();
    if (!situation.shared() || inquiry.away()) {
      goAlone(situation);
    }
    claim(now);
  }

  private void claim(long now) {
    Situation situation = leases.situation();
    if (closed || !situation.shared() || !inquiry.ready(now)) {
      return;
    }
    int cap = Math.max(1, (int) (capacity * situation.part()));
    int limit = limit(cap, situation);
    int wanted = Math.max(limit, inside());
    boolean renew = (claimed > 0 || others) && now - claimedAt > leases.holdNanos() / 4;
    boolean asking = wanted != claimed || renew || away;
    if (!away && limit < held() && (inquiry.known() || !asking)) {
      set(limit);
    }
    if (!asking) {
      starved = false;
      settled = true;
      return;
    }
    ask(cap, limit, now);
  }

  /** Permits that the node wants to have in all, fewer than are in use when it is to make room. */
  private int limit(int cap, Situation situation) {
    int base = Math.max(inside(), (int) Math.ceil(peak - FAINT));
    int spare = Math.max(base > 0 || starved ? 1 : 0, base / 4);
    int more = starved ? Math.max(spare, Math.min(base, cap / situation.nodes())) : spare;
    // Who was refused comes again: what he will need is kept for a while.
    peak = starved ? Math.max(peak, base + 1) : peak;
    if (others) {
      boolean scarce = cap < owners && claimed > 0;
      return scarce ? 0 : Math.min(base + more, Math.ceilDiv(cap, owners));
    }
    int standing = Math.min(2, cap / (2 * situation.nodes()));
    int wanted = Math.min(cap, Math.max(base + more, standing));
    // A few less are not worth a question.
    boolean few = wanted < claimed && claimed - wanted <= Math.max(1, claimed / 4);
    return few && base > 0 ? claimed : wanted;
  }

  private void ask(int cap, int limit, long now) {
    starved = false;
    int least = inside();
    int wanted = Math.max(limit, least);
    claimed = wanted;
    claimedAt = now;
    Claim claim = new Claim(leases.owner(), leases.number(), cap, least, wanted, leases.hold());
    long question = inquiry.begin(now);
    leases.ask(
        () -> leases.buckets().hold(bucket, claim),
        (holding, problem) -> answered(question, limit, holding, problem));
  }

  private void answered(
      long question, int limit, @Nullable Holding holding, @Nullable Throwable problem) {
    long now = leases.now();
    if (closed || !inquiry.waitsFor(question)) {
      return;
    }
    if (holding == null || problem != null) {
      failed(now);
      return;
    }
    inquiry.succeeded();
    away = false;
    others = holding.wanting();
    owners = Math.max(1, holding.owners());
    set(Math.min(limit, holding.permits()));
    claimed = holding.permits();
    dry = holding.permits() < limit;
    inquiry.rest(dry ? now + leases.intervalNanos() : Long.MIN_VALUE);
  }

  private void failed(long now) {
    inquiry.failed(now);
    leases.missed();
    goAlone(leases.situation());
  }

  private void goAlone(Situation situation) {
    away = true;
    dry = false;
    claimed = -1;
    set(Math.max(1, (int) (capacity * situation.share())));
  }

  private void set(int permits) {
    long upper = (long) permits << HALF;
    long _ = state.updateAndGet(now -> upper | inside(now));
  }

  @Override
  public CompletionStage<?> close() {
    closed = true;
    set(0);
    Claim none = new Claim(leases.owner(), leases.number(), capacity, 0, 0, leases.hold());
    return claimed == 0 ? NOTHING : leases.buckets().hold(bucket, none);
  }

  @Override
  public String bucket() {
    return bucket;
  }

  @Override
  public long held() {
    return permits(state.get());
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
    return away;
  }

  @Override
  public boolean known() {
    return settled || inquiry.known() || !leases.situation().shared();
  }
}
