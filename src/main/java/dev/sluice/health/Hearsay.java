package dev.sluice.health;

import dev.sluice.fleet.Member;
import dev.sluice.model.Exclusion;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the other members of the fleet say about a target, and what it counts here. Pure; not
 * thread-safe.
 *
 * <ul>
 *   <li><b>Pauses</b> that a provider asked for count at once and without dispute: they are of the
 *       account, which all members share.
 *   <li><b>Open breakers</b> count as long as {@link Hold} says.
 *   <li><b>Verdicts of probes</b> count as long as they are carried ({@link Dispute}) and renewed.
 * </ul>
 */
final class Hearsay {
  private final Hold hold;
  private final Dispute verdicts = new Dispute();
  private long coolUntil;
  private String cooler = "";

  /** Nobody has said anything. */
  Hearsay(Hold hold) {
    this.hold = hold;
  }

  /** What open breakers elsewhere count here. */
  Hold hold() {
    return hold;
  }

  /** What verdicts of probes elsewhere count here. */
  Dispute verdicts() {
    return verdicts;
  }

  /** A member has told all that it says about the target. */
  void hear(long now, Member from, Opinion opinion, Seat seat) {
    String member = from.id();
    switch (opinion.breaker()) {
      case OPEN, HALF_OPEN -> hold.claim(now, from, opinion.open().toNanos(), seat);
      case CLOSED -> answer(hold.dispute(), member, now, opinion.tried());
    }
    if (opinion.down()) {
      verdicts.claim(from, now + Hold.LINGER.toNanos());
    } else {
      answer(verdicts, member, now, opinion.answered());
    }
    long until = now + opinion.cooling().toNanos();
    if (opinion.cooling().isPositive() && until > coolUntil) {
      coolUntil = until;
      cooler = from.name();
    }
  }

  private static void answer(Dispute dispute, String member, long now, Duration vouched) {
    if (vouched.isPositive()) {
      dispute.vouch(member, now + vouched.toNanos());
    } else {
      dispute.withdraw(member);
    }
  }

  /** The target answers this node: it vouches where others claim; true when that is news. */
  boolean vouchAlive(long now) {
    boolean news = verdicts.claimed(now) && verdicts.ownVouch() <= now;
    if (verdicts.claimed(now)) {
      verdicts.vouchSelf(now + Hold.VOUCH.toNanos());
    }
    return news;
  }

  /** Attempts have succeeded since the last look; true when this node vouches from now on. */
  boolean good(long now) {
    hold.good(now);
    boolean news = vouchAlive(now);
    if (hold.dispute().claimed(now) && hold.phase(now) == Hold.Phase.FREE) {
      news |= hold.dispute().ownVouch() <= now;
      hold.vouch(now);
    }
    return news;
  }

  /** Whether anybody says anything that may count. */
  boolean any(long now) {
    return coolUntil > now || verdicts.claimed(now) || hold.dispute().claimed(now);
  }

  /**
   * Why the target may not be tried now, null when it may.
   *
   * @param closed whether this node's breaker is closed: one that is not is the judge itself
   */
  @Nullable Exclusion exclusion(long now, boolean closed) {
    if (verdicts.carried(now)) {
      return Exclusion.UNHEALTHY;
    }
    if (closed && !hold.free(now)) {
      return Exclusion.BREAKER_OPEN;
    }
    return coolUntil > now ? Exclusion.COOLING : null;
  }

  /** Name of the member whose word the exclusion is, null when there is none. */
  @Nullable String source(long now, boolean closed) {
    Exclusion why = exclusion(now, closed);
    if (why == null) {
      return null;
    }
    return switch (why) {
      case UNHEALTHY -> verdicts.source();
      case BREAKER_OPEN -> hold.dispute().source();
      default -> cooler;
    };
  }

  /** When the last pause ends that others were asked for; in the past when there is none. */
  long coolUntil() {
    return coolUntil;
  }

  /** Until when it is known to keep attempts away; in the past when it does not. */
  long until(long now, boolean closed) {
    boolean held = closed && hold.phase(now) == Hold.Phase.HELD;
    return held ? Math.max(coolUntil, hold.judgeAt()) : coolUntil;
  }
}
