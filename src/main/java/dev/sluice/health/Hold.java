package dev.sluice.health;

import dev.sluice.fleet.Member;
import java.time.Duration;

/**
 * How long other members' open breakers keep this node from a target. Pure; not thread-safe.
 *
 * <p>While the claim is carried ({@link Dispute}), the node passes through these phases:
 *
 * <ol>
 *   <li>{@code DOUBT}, for a second, when its own attempts succeeded a moment ago: one attempt may
 *       try the claim. When it succeeds the node vouches for the target.
 *   <li>{@code HELD}, for what is left of the open time: no attempt passes. What began before and
 *       succeeds makes the node vouch; what fails is no news.
 *   <li>{@code TRIAL}: the node looks for itself, with as many attempts as a half-open breaker. The
 *       target's owner begins, the others follow three seconds later unless it has told the result.
 * </ol>
 *
 * <p>A breaker that opens again does not hold a node back a second time, unless so many members
 * claim that their word is enough: then only they and the owner go on trying.
 */
final class Hold {
  /** How long the owner is ahead of the others. */
  static final Duration HEAD_START = Duration.ofSeconds(3);

  /** How long a claim is remembered beyond its time, and one without a time after it was told. */
  static final Duration LINGER = Duration.ofSeconds(10);

  /** How long a node vouches after a success. */
  static final Duration VOUCH = Duration.ofSeconds(30);

  /** How old a success may be to raise doubt. */
  static final Duration RECENT = Duration.ofSeconds(5);

  private static final long DOUBT = Duration.ofSeconds(1).toNanos();

  /** In this time after a claim came, what succeeds may have been answered before the fault. */
  private static final long SETTLING = Duration.ofMillis(200).toNanos();

  private static final long NEVER = Long.MIN_VALUE / 2;

  private final Dispute dispute = new Dispute();
  private final Trials trials;
  private boolean first;
  private long since = NEVER;
  private long doubtUntil = NEVER;
  private long judgeAt;
  private long lastGood = NEVER;
  private boolean doubted;

  /**
   * Nothing is held against the target.
   *
   * @param places of the trial, at least 1
   * @param holdNanos how long a place is held for its holder
   */
  Hold(int places, long holdNanos) {
    this.trials = new Trials(places, holdNanos);
  }

  /** What the node may do. */
  enum Phase {
    /** Whatever its own knowledge allows. */
    FREE,
    /** One attempt. */
    DOUBT,
    /** Nothing. */
    HELD,
    /** A few attempts. */
    TRIAL
  }

  /** The members' voices. */
  Dispute dispute() {
    return dispute;
  }

  /**
   * A member's breaker is open, or half open.
   *
   * @param openNanos what is left of its open time, 0 when it is half open
   */
  void claim(long now, Member from, long openNanos, Seat seat) {
    dispute.claim(from, now + openNanos + LINGER.toNanos());
    first = seat.first();
    long end = now + openNanos + headStart();
    if (since == NEVER) {
      if (dispute.carried(now)) {
        begin(now, end);
      }
    } else if (openNanos > 0 && !first && dispute.witnesses() >= seat.witnesses()) {
      judgeAt = Math.max(judgeAt, end);
    }
  }

  /** The phase at a time. */
  Phase phase(long now) {
    if (!dispute.carried(now)) {
      since = NEVER;
      return Phase.FREE;
    }
    if (since == NEVER) {
      begin(now, now + headStart());
    }
    if (now < doubtUntil) {
      return Phase.DOUBT;
    }
    return now < judgeAt ? Phase.HELD : Phase.TRIAL;
  }

  /** When the node may look for itself; in the past when nothing keeps it from that. */
  long judgeAt() {
    return since == NEVER ? NEVER : judgeAt;
  }

  /** Whether an attempt would pass. */
  boolean free(long now) {
    return switch (phase(now)) {
      case FREE -> true;
      case DOUBT -> !doubted;
      case HELD -> false;
      case TRIAL -> trials.free(now);
    };
  }

  /** Takes the right to an attempt; false when there is none. */
  boolean take(long now) {
    return switch (phase(now)) {
      case FREE -> true;
      case DOUBT -> {
        boolean passes = !doubted;
        doubted = true;
        yield passes;
      }
      case HELD -> false;
      case TRIAL -> trials.take(now);
    };
  }

  /** An attempt ended that said nothing. */
  void giveBack(long now) {
    switch (phase(now)) {
      case DOUBT -> doubted = false;
      case TRIAL -> trials.giveBack();
      case FREE, HELD -> {}
    }
  }

  /** Attempts succeed, as far as was seen by now. */
  void good(long now) {
    lastGood = now;
  }

  /** Whether attempts succeeded a moment ago. */
  boolean recentlyGood(long now) {
    return now - lastGood < RECENT.toNanos();
  }

  /** An attempt succeeded; true when the node vouches for the target from now on. */
  boolean succeeded(long now) {
    lastGood = now;
    boolean believed =
        switch (phase(now)) {
          case FREE -> false;
          case DOUBT, HELD -> {
            doubted = false;
            yield now - since >= SETTLING;
          }
          case TRIAL -> trials.succeeded();
        };
    if (believed) {
      vouch(now);
    }
    return believed;
  }

  /** An attempt failed: a claim that was in doubt is in doubt no more. */
  void failed(long now) {
    if (now < doubtUntil) {
      doubtUntil = now;
    }
  }

  /** This node vouches for the target from now on. */
  void vouch(long now) {
    dispute.vouchSelf(now + VOUCH.toNanos());
    since = NEVER;
  }

  private void begin(long now, long end) {
    since = now;
    judgeAt = end;
    doubted = false;
    doubtUntil = recentlyGood(now) ? now + DOUBT : now;
    trials.clear();
  }

  private long headStart() {
    return first ? 0 : HEAD_START.toNanos();
  }
}
