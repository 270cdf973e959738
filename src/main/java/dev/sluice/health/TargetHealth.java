package dev.sluice.health;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.bus.HealthChanged;
import dev.sluice.config.BreakerConfig;
import dev.sluice.config.HealthConfig;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Failure;
import dev.sluice.model.TargetId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
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
 * begins a cooldown and does not count for the breaker.
 *
 * <p>While nothing is held against the target, every question costs one volatile read, and a
 * success one striped increment more. The rest is behind a lock that is held for a few arithmetic
 * steps.
 */
public final class TargetHealth {
  private static final double COLD = 0.1;

  private final TargetId id;
  private final int probesDown;
  private final int probesUp;
  private final long warmUpNanos;
  private final long resetNanos;
  private final LongSupplier nanos;
  private final Consumer<HealthChanged> changed;
  private final LongAdder successes = new LongAdder();
  private final Breaker breaker;

  /** Nothing is held against the target, and no success would change anything. */
  private volatile boolean sound = true;

  private volatile boolean down;
  private volatile BreakerState state = BreakerState.CLOSED;
  private volatile long coolUntil;
  private volatile long openUntil;
  private volatile long warmUntil;

  @GuardedBy("this")
  private final FailureWindow window;

  @GuardedBy("this")
  private final Trials trials;

  @GuardedBy("this")
  private final Cooldown cooldown = new Cooldown();

  @GuardedBy("this")
  private final Map<BreakerState, Long> changes = new EnumMap<>(BreakerState.class);

  /** Probes in a row that speak against the present state. */
  @GuardedBy("this")
  private int contradictions;

  /**
   * A healthy target.
   *
   * @param nanos a clock of nanoseconds that starts above 0 and never goes back
   * @param changed told of changes within the lock: must only pass them on
   */
  TargetHealth(
      TargetId id, Settings settings, LongSupplier nanos, Consumer<HealthChanged> changed) {
    this.id = id;
    this.probesDown = settings.health().down();
    this.probesUp = settings.health().up();
    this.warmUpNanos = settings.health().warmUp().toNanos();
    this.resetNanos = settings.breaker().reset().toNanos();
    this.nanos = nanos;
    this.changed = changed;
    this.window = new FailureWindow(settings.breaker());
    this.trials = new Trials(settings.breaker().probes(), resetNanos);
    this.breaker = settings.breakers().create(id, this::halfOpened);
  }

  /** Why the target may not be tried, null when it may. Takes nothing. */
  public @Nullable Exclusion exclusion() {
    if (sound) {
      return null;
    }
    long now = nanos.getAsLong();
    if (down) {
      return Exclusion.UNHEALTHY;
    }
    BreakerState seen = state;
    if (seen == BreakerState.OPEN || (seen == BreakerState.HALF_OPEN && !trialFree(now))) {
      return Exclusion.BREAKER_OPEN;
    }
    return coolUntil > now ? Exclusion.COOLING : null;
  }

  /**
   * Share of its weight that the target should get: 0.1 while it is on trial and when it comes
   * back, growing evenly to 1 over the warm-up.
   */
  public double warmth() {
    if (sound) {
      return 1;
    }
    if (state != BreakerState.CLOSED) {
      return COLD;
    }
    long left = warmUntil - nanos.getAsLong();
    return left <= 0 ? 1 : COLD + (1 - COLD) * (warmUpNanos - left) / warmUpNanos;
  }

  /** Takes the right to one attempt; false when there is an {@link #exclusion}. */
  public boolean enter() {
    return sound || enterWatched();
  }

  /** The attempt's answer was complete. */
  public void succeeded() {
    successes.increment();
    if (!sound) {
      succeededWatched();
    }
  }

  /** The attempt failed by the target's fault. */
  public synchronized void failed(Failure.Upstream failure) {
    long now = nanos.getAsLong();
    switch (failure) {
      case Failure.Throttled throttled -> throttled(throttled, now);
      case Failure.Unavailable unavailable -> {
        if (unavailable.retryAfter() != null) {
          cool(unavailable.retryAfter(), now);
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
    weigh(now);
  }

  /** The attempt ended in a way that says nothing about the target. */
  public void ignored() {
    if (state == BreakerState.HALF_OPEN) {
      giveBack();
    }
  }

  /**
   * The provider asked for a pause. The longest one stands.
   *
   * @param pause anything above a minute is taken for a minute
   */
  public synchronized void coolFor(Duration pause) {
    long now = nanos.getAsLong();
    cool(pause, now);
    weigh(now);
  }

  /** What is left of its cooldown, zero when it is over. */
  public Duration cooling() {
    return left(coolUntil);
  }

  /**
   * How long it is known to stay away: what is left of its cooldown or of its breaker's open time,
   * whichever is longer; zero when neither is left.
   */
  public Duration pause() {
    return left(state == BreakerState.OPEN ? Math.max(coolUntil, openUntil) : coolUntil);
  }

  private Duration left(long until) {
    return sound ? Duration.ZERO : Duration.ofNanos(Math.max(0, until - nanos.getAsLong()));
  }

  /** State of the breaker. */
  public BreakerState breaker() {
    return state;
  }

  /** How often the breaker came into the state. */
  public synchronized long breakerChanges(BreakerState into) {
    return changes.getOrDefault(into, 0L);
  }

  /** Id of the target. */
  public TargetId id() {
    return id;
  }

  /** A probe found the target alive. */
  synchronized void probedGood() {
    if (!down) {
      contradictions = 0;
    } else if (++contradictions >= probesUp) {
      contradictions = 0;
      down = false;
      long now = nanos.getAsLong();
      warm(now);
      weigh(now);
      changed.accept(new HealthChanged(id, "healthy", probesUp + " good probes in a row"));
    }
  }

  /** A probe found the target dead. */
  synchronized void probedBad(String cause) {
    if (down) {
      contradictions = 0;
    } else if (++contradictions >= probesDown) {
      contradictions = 0;
      down = true;
      sound = false;
      changed.accept(new HealthChanged(id, "down", cause));
    }
  }

  /** Looks at the clock; wanted about once a second. */
  synchronized void tick() {
    long now = nanos.getAsLong();
    window.look(now, successes.sum());
    weigh(now);
  }

  private synchronized boolean enterWatched() {
    if (exclusion() != null) {
      return false;
    }
    return state != BreakerState.HALF_OPEN || trials.take(nanos.getAsLong());
  }

  private synchronized void succeededWatched() {
    long now = nanos.getAsLong();
    window.succeeded();
    cooldown.succeeded(now);
    if (state == BreakerState.HALF_OPEN && trials.succeeded()) {
      window.clear(now, successes.sum());
      warm(now);
      breaker.close();
      become(BreakerState.CLOSED, "all trials succeeded");
    }
    weigh(now);
  }

  private synchronized void giveBack() {
    if (state == BreakerState.HALF_OPEN) {
      trials.giveBack();
    }
  }

  private synchronized boolean trialFree(long now) {
    return state != BreakerState.HALF_OPEN || trials.free(now);
  }

  private synchronized void halfOpened() {
    trials.clear();
    become(BreakerState.HALF_OPEN, "the reset time has passed");
  }

  /** A failure counts for the breaker. Once it is open, those of attempts begun before do not. */
  @GuardedBy("this")
  private void count(Failure.Upstream failure, long now) {
    if (state == BreakerState.OPEN) {
      return;
    }
    boolean tooMany = window.failed(now, successes.sum());
    if (tooMany || state == BreakerState.HALF_OPEN) {
      breaker.open();
      openUntil = now + resetNanos;
      become(BreakerState.OPEN, "the last of too many failures was " + failure.kind());
    }
  }

  @GuardedBy("this")
  private void throttled(Failure.Throttled throttled, long now) {
    giveBack();
    if (throttled.retryAfter() != null) {
      cool(throttled.retryAfter(), now);
    } else if (throttled.spent()) {
      cool(Cooldown.LONGEST, now);
    } else {
      boolean cooling = coolUntil > now;
      cooldown.guess(now);
      cooled(cooling);
    }
  }

  @GuardedBy("this")
  private void cool(Duration pause, long now) {
    if (!pause.isPositive()) {
      return;
    }
    boolean cooling = coolUntil > now;
    cooldown.obey(now, pause);
    cooled(cooling);
  }

  @GuardedBy("this")
  private void cooled(boolean already) {
    coolUntil = cooldown.until();
    sound = false;
    if (!already) {
      changed.accept(new HealthChanged(id, "cooling", "the provider asked for a pause"));
    }
  }

  private void warm(long now) {
    warmUntil = now + warmUpNanos;
  }

  @GuardedBy("this")
  private void become(BreakerState next, String cause) {
    state = next;
    sound = false;
    changes.merge(next, 1L, Long::sum);
    changed.accept(new HealthChanged(id, "breaker_" + next.id(), cause));
  }

  @GuardedBy("this")
  private void weigh(long now) {
    sound =
        !down
            && state == BreakerState.CLOSED
            && coolUntil <= now
            && warmUntil <= now
            && window.inARow() == 0
            && !cooldown.grown();
  }

  /**
   * What all targets of a node share.
   *
   * @param breakers makes the breaker of a target
   */
  record Settings(BreakerConfig breaker, HealthConfig health, Breakers breakers) {}

  /** Makes a target's breaker. */
  @FunctionalInterface
  interface Breakers {
    /** A closed breaker that tells when it has become half open. */
    Breaker create(TargetId id, Runnable halfOpened);
  }
}
