package dev.sluice.health;

import dev.sluice.bus.HealthChanged;
import dev.sluice.fleet.Member;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Failure;
import dev.sluice.model.TargetId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All that a node has found out about a target: by its probes, its attempts and the other members.
 *
 * <p>Whether it is sound, and its breaker's state, may be read by any thread; everything else is
 * for whoever holds the target's lock.
 */
final class Findings {
  private static final double COLD = 0.1;

  private final TargetId id;
  private final int probesDown;
  private final int probesUp;
  private final long warmUpNanos;
  private final TargetNews news;
  private final Gate gate;
  private final Cooldown cooldown = new Cooldown();
  private final Hearsay hearsay;
  private volatile boolean sound = true;
  private boolean down;
  private long warmUntil;

  /** Probes in a row that speak against the present state. */
  private int contradictions;

  /** Whether others' word kept the target away at the last look. */
  private boolean held;

  private long seenSuccesses;

  /**
   * A healthy target.
   *
   * @param halfOpened called when the breaker has become half open, on the breaker's context
   */
  Findings(TargetId id, HealthSettings settings, TargetNews news, Runnable halfOpened) {
    this.id = id;
    this.probesDown = settings.health().down();
    this.probesUp = settings.health().up();
    this.warmUpNanos = settings.health().warmUp().toNanos();
    this.news = news;
    this.hearsay =
        new Hearsay(new Hold(settings.breaker().probes(), settings.breaker().reset().toNanos()));
    this.gate =
        new Gate(settings.breaker(), told -> settings.breakers().create(id, told), halfOpened);
  }

  /** Whether nothing is held against the target, and no success would change anything. */
  boolean sound() {
    return sound;
  }

  /** This node's breaker. */
  Gate gate() {
    return gate;
  }

  /** Why the target may not be tried, null when it may. */
  @Nullable Exclusion exclusion(long now) {
    Exclusion own = own(now);
    return own == null ? hearsay.exclusion(now, gate.closed()) : own;
  }

  private @Nullable Exclusion own(long now) {
    if (down) {
      return Exclusion.UNHEALTHY;
    }
    boolean passes =
        switch (gate.state()) {
          case CLOSED -> true;
          case HALF_OPEN -> gate.free(now);
          case OPEN -> false;
        };
    if (!passes) {
      return Exclusion.BREAKER_OPEN;
    }
    return cooldown.until() > now ? Exclusion.COOLING : null;
  }

  /**
   * Name of the member by whose word alone the target may not be tried, null when there is none.
   */
  @Nullable String source(long now) {
    return own(now) == null ? hearsay.source(now, gate.closed()) : null;
  }

  /** Share of its weight that the target should get. */
  double warmth(long now) {
    if (!gate.closed() || hearsay.hold().phase(now) != Hold.Phase.FREE) {
      return COLD;
    }
    long left = warmUntil - now;
    return left <= 0 ? 1 : COLD + (1 - COLD) * (warmUpNanos - left) / warmUpNanos;
  }

  /** Takes the right to one attempt; false when there is none. */
  boolean enter(long now) {
    if (exclusion(now) != null) {
      return false;
    }
    return switch (gate.state()) {
      case CLOSED -> hearsay.hold().take(now);
      case HALF_OPEN -> gate.take(now);
      case OPEN -> false;
    };
  }

  /** An attempt ended that says nothing: gives its place back when it was on trial. */
  void leave(long now) {
    switch (gate.state()) {
      case CLOSED -> hearsay.hold().giveBack(now);
      case HALF_OPEN -> gate.giveBack();
      case OPEN -> {}
    }
  }

  /** An attempt succeeded. */
  void succeeded(long now, long total) {
    cooldown.succeeded(now);
    boolean closed = gate.closed();
    if (gate.succeeded(now, total)) {
      warm(now);
      hearsay.hold().vouch(now);
      became("all trials succeeded");
    } else if (closed && hearsay.hold().succeeded(now)) {
      news.said(id);
      judge(now);
    }
    weigh(now);
  }

  /**
   * An attempt failed in a way that counts for the breaker. Once it is open, here or elsewhere,
   * failures of attempts begun before do not.
   */
  void failed(Failure.Upstream failure, long now, long total) {
    Hold hold = hearsay.hold();
    Hold.Phase phase = gate.closed() ? hold.phase(now) : Hold.Phase.FREE;
    if (phase == Hold.Phase.DOUBT || phase == Hold.Phase.HELD) {
      hold.failed(now);
    } else if (gate.failed(now, total, phase == Hold.Phase.TRIAL)) {
      hold.dispute().retract();
      became("the last of too many failures was " + failure.kind());
    }
    weigh(now);
  }

  /** An attempt was throttled. */
  void throttled(Failure.Throttled failure, long now) {
    leave(now);
    boolean cooling = cooldown.until() > now;
    cooldown.throttled(now, failure);
    cooled(cooling, now);
  }

  /** The provider asked for a pause. */
  void cool(Duration pause, long now) {
    if (pause.isPositive()) {
      boolean cooling = cooldown.until() > now;
      cooldown.obey(now, pause);
      cooled(cooling, now);
    }
  }

  private void cooled(boolean already, long now) {
    weigh(now);
    boolean grew = cooldown.grew();
    if (!already) {
      tell("cooling", "the provider asked for a pause");
    } else if (grew) {
      news.said(id);
    }
  }

  /** When the cooldown ends, this node's or that of another; in the past when there is none. */
  long coolUntil() {
    return Math.max(cooldown.until(), hearsay.coolUntil());
  }

  /** Until when it is known to stay away; in the past when that is not known. */
  long awayUntil(long now) {
    long own = Math.max(cooldown.until(), gate.openUntil());
    return Math.max(own, hearsay.until(now, gate.closed()));
  }

  /** A probe of this node found the target alive. */
  void probedGood(long now) {
    if (!down) {
      contradictions = 0;
      vouchAlive(now);
    } else if (++contradictions >= probesUp) {
      comeBack(now, probesUp + " good probes in a row");
    }
  }

  /** A probe of this node found the target dead. */
  void probedBad(String cause, long now) {
    if (down) {
      contradictions = 0;
    } else if (++contradictions >= probesDown) {
      goDown(cause, now);
    }
  }

  /** This node begins to probe: the verdict that it goes by is its own from now on. */
  void inheritVerdict(long now) {
    if (!down && hearsay.verdicts().carried(now)) {
      goDown("as " + hearsay.verdicts().source() + " had found", now);
    }
  }

  /** Another member probes in place of this node: its verdict is this node's from now on. */
  void yieldVerdict(long now, String cause) {
    contradictions = 0;
    if (down) {
      comeBack(now, cause);
      judge(now);
    }
  }

  /** Whether other members' probes found the target down. */
  boolean accused(long now) {
    return hearsay.verdicts().claimed(now);
  }

  /** Another member has told all that it says about the target. */
  void hear(Member from, Opinion opinion, Seat seat, long now) {
    hearsay.hear(now, from, opinion, seat);
    if (opinion.down() && hearsay.hold().recentlyGood(now)) {
      vouchAlive(now);
    }
    judge(now);
    weigh(now);
  }

  /** What this node says about the target. */
  Opinion opinion(long now) {
    return new Opinion(
        id,
        gate.state(),
        left(gate.openUntil(), now),
        left(cooldown.asked(), now),
        down,
        left(hearsay.hold().dispute().ownVouch(), now),
        left(hearsay.verdicts().ownVouch(), now));
  }

  /** What is left until a time, zero when it is over. */
  static Duration left(long until, long now) {
    return until <= now ? Duration.ZERO : Duration.ofNanos(until - now);
  }

  /**
   * Looks at the clock and at the counter of successes.
   *
   * @param total successes since ever
   */
  void look(long now, long total) {
    gate.look(now, total);
    if (total > seenSuccesses) {
      seenSuccesses = total;
      if (hearsay.good(now)) {
        news.said(id);
      }
    }
    judge(now);
    weigh(now);
  }

  /** The breaker has become half open. */
  void halfOpened() {
    gate.halfOpened();
    became("the reset time has passed");
  }

  private void goDown(String cause, long now) {
    contradictions = 0;
    down = true;
    weigh(now);
    tell("down", cause);
  }

  private void comeBack(long now, String cause) {
    contradictions = 0;
    down = false;
    warm(now);
    weigh(now);
    tell("healthy", cause);
  }

  private void warm(long now) {
    warmUntil = now + warmUpNanos;
  }

  private void became(String cause) {
    sound = false;
    tell("breaker_" + gate.state().id(), cause);
  }

  private void tell(String state, String cause) {
    news.changed(new HealthChanged(id, state, cause));
  }

  private void vouchAlive(long now) {
    if (hearsay.vouchAlive(now)) {
      news.said(id);
    }
  }

  /** Notes what the others' words come to. */
  private void judge(long now) {
    if (!held && !hearsay.any(now)) {
      return;
    }
    Exclusion why = hearsay.exclusion(now, gate.closed());
    boolean keeps = why != null && why != Exclusion.COOLING;
    if (why != null && keeps && !held) {
      held = true;
      tell("held", why.id() + " by the word of " + hearsay.source(now, gate.closed()));
    } else if (held && !keeps && hearsay.hold().phase(now) == Hold.Phase.FREE) {
      held = false;
      warm(now);
      tell("released", "no other member's word keeps it away");
    }
  }

  private void weigh(long now) {
    sound =
        !down
            && gate.closed()
            && cooldown.until() <= now
            && warmUntil <= now
            && gate.inARow() == 0
            && !cooldown.grown()
            && !held
            && !hearsay.any(now);
  }
}
