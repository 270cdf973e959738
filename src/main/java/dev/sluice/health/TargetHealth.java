package dev.sluice.health;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.fleet.Member;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Failure;
import dev.sluice.model.TargetId;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a target may be tried now, from what probes and attempts have found. One a node, used by
 * all lanes.
 *
 * <p>An attempt begins with {@link #enter} and, when that was granted, ends with exactly one of
 * {@link #succeeded}, {@link #failed} and {@link #ignored}. Three things keep attempts away: probes
 * that failed in a row ({@code UNHEALTHY}), a breaker that attempts' failures opened ({@code
 * BREAKER_OPEN}), and a cooldown ({@code COOLING}). A throttled attempt is no sign of an outage: it
 * begins a cooldown and does not count for the breaker. What other members of the fleet say of the
 * target may keep attempts away for the same three reasons, see {@link Hearsay}.
 *
 * <p>While nothing is held against the target, every question costs one volatile read, and a
 * success one striped increment more. The rest is behind a lock that is held for a few arithmetic
 * steps.
 */
public final class TargetHealth {
  private final TargetId id;
  private final LongSupplier nanos;
  private final LongAdder successes = new LongAdder();

  /** Behind the lock, but for what it says is not. */
  private final Findings findings;

  /**
   * A healthy target.
   *
   * @param nanos a clock of nanoseconds that starts above 0 and never goes back
   * @param news told of changes
   */
  TargetHealth(TargetId id, HealthSettings settings, LongSupplier nanos, TargetNews news) {
    this.id = id;
    this.nanos = nanos;
    this.findings = new Findings(id, settings, news, this::halfOpened);
  }

  /** Why the target may not be tried, null when it may. Takes nothing. */
  public @Nullable Exclusion exclusion() {
    return findings.sound() ? null : exclusionWatched();
  }

  /**
   * Name of the member by whose word alone the target may not be tried, null when it may or when
   * this node knows so itself.
   */
  public @Nullable String source() {
    return findings.sound() ? null : sourceWatched();
  }

  /**
   * Share of its weight that the target should get: 0.1 while it is on trial and when it comes
   * back, growing evenly to 1 over the warm-up.
   */
  public double warmth() {
    return findings.sound() ? 1 : warmthWatched();
  }

  /** Takes the right to one attempt; false when there is an {@link #exclusion}. */
  public boolean enter() {
    return findings.sound() || enterWatched();
  }

  /** The attempt's answer was complete. */
  public void succeeded() {
    successes.increment();
    if (!findings.sound()) {
      succeededWatched();
    }
  }

  /** The attempt failed by the target's fault. */
  public synchronized void failed(Failure.Upstream failure) {
    long now = nanos.getAsLong();
    switch (failure) {
      case Failure.Throttled throttled -> findings.throttled(throttled, now);
      case Failure.Unavailable unavailable -> {
        if (unavailable.retryAfter() != null) {
          findings.cool(unavailable.retryAfter(), now);
        }
        count(failure, now);
      }
      case Failure.Unauthorised _,
          Failure.Unreachable _,
          Failure.Silent _,
          Failure.Garbled _,
          Failure.Cut _ ->
          count(failure, now);
    }
  }

  @GuardedBy("this")
  private void count(Failure.Upstream failure, long now) {
    if (findings.gate().state() != BreakerState.OPEN) {
      findings.failed(failure, now, successes.sum());
    }
  }

  /** The attempt ended in a way that says nothing about the target. */
  public void ignored() {
    if (!findings.sound()) {
      ignoredWatched();
    }
  }

  /**
   * The provider asked for a pause. The longest one stands.
   *
   * @param pause anything above a minute is taken for a minute
   */
  public synchronized void coolFor(Duration pause) {
    findings.cool(pause, nanos.getAsLong());
  }

  /** What is left of its cooldown, zero when it is over. */
  public Duration cooling() {
    return findings.sound() ? Duration.ZERO : coolingWatched();
  }

  /**
   * How long it is known to stay away: what is left of its cooldown, of its breaker's open time or
   * of what other members say, whichever is longer; zero when nothing is left.
   */
  public Duration pause() {
    return findings.sound() ? Duration.ZERO : pauseWatched();
  }

  /** State of this node's breaker. */
  public BreakerState breaker() {
    return findings.gate().state();
  }

  /** How often the breaker came into the state. */
  public synchronized long breakerChanges(BreakerState into) {
    return findings.gate().changes(into);
  }

  /** Id of the target. */
  public TargetId id() {
    return id;
  }

  /** A probe of this node found the target alive. */
  synchronized void probedGood() {
    findings.probedGood(nanos.getAsLong());
  }

  /** A probe of this node found the target dead. */
  synchronized void probedBad(String cause) {
    findings.probedBad(cause, nanos.getAsLong());
  }

  /** This node begins to probe: the verdict that it goes by is its own from now on. */
  synchronized void inheritVerdict() {
    findings.inheritVerdict(nanos.getAsLong());
  }

  /** Another member probes in place of this node: its verdict is this node's from now on. */
  synchronized void yieldVerdict() {
    findings.yieldVerdict(nanos.getAsLong(), "another member probes it now");
  }

  /** Nobody probes it any more. */
  synchronized void unprobed() {
    findings.yieldVerdict(nanos.getAsLong(), "it is probed no more");
  }

  /** Whether other members' probes found the target down. */
  boolean accused() {
    return !findings.sound() && accusedWatched();
  }

  /** Whether nothing is held against the target, here or elsewhere. */
  boolean sound() {
    return findings.sound();
  }

  /** Looks at the clock; wanted about once a second. */
  synchronized void tick() {
    findings.look(nanos.getAsLong(), successes.sum());
  }

  /** Another member has told all that it says about the target. */
  synchronized void hear(Member from, Opinion opinion, Seat seat) {
    long now = nanos.getAsLong();
    findings.look(now, successes.sum());
    findings.hear(from, opinion, seat, now);
  }

  /** What this node says about the target. */
  synchronized Opinion opinion() {
    return findings.opinion(nanos.getAsLong());
  }

  private synchronized @Nullable Exclusion exclusionWatched() {
    return findings.exclusion(nanos.getAsLong());
  }

  private synchronized @Nullable String sourceWatched() {
    return findings.source(nanos.getAsLong());
  }

  private synchronized double warmthWatched() {
    return findings.warmth(nanos.getAsLong());
  }

  private synchronized boolean enterWatched() {
    return findings.enter(nanos.getAsLong());
  }

  private synchronized void succeededWatched() {
    findings.succeeded(nanos.getAsLong(), successes.sum());
  }

  private synchronized void ignoredWatched() {
    findings.leave(nanos.getAsLong());
  }

  private synchronized Duration coolingWatched() {
    return Findings.left(findings.coolUntil(), nanos.getAsLong());
  }

  private synchronized Duration pauseWatched() {
    long now = nanos.getAsLong();
    return Findings.left(findings.awayUntil(now), now);
  }

  private synchronized boolean accusedWatched() {
    return findings.accused(nanos.getAsLong());
  }

  private synchronized void halfOpened() {
    findings.halfOpened();
  }
}
