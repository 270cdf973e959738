package dev.sluice.health;

import dev.sluice.fleet.Member;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which members say that a target is unfit, and which vouch for it, each for a time. Pure; not
 * thread-safe.
 *
 * <p>The claim is carried when more members claim than vouch and this node does not vouch itself:
 * the trouble of a single member takes no target away from those that see it serve, nor from those
 * that only hear of both.
 */
final class Dispute {
  private static final long NEVER = Long.MIN_VALUE;

  private final Map<String, Claim> claims = new LinkedHashMap<>();
  private final Map<String, Long> vouches = new HashMap<>();
  private long own = NEVER;

  /** A member says that the target is unfit. */
  void claim(Member member, long until) {
    vouches.remove(member.id());
    claims.put(member.id(), new Claim(member.name(), until));
  }

  /** A member vouches for the target. */
  void vouch(String member, long until) {
    claims.remove(member);
    vouches.put(member, until);
  }

  /** A member has nothing more to say. */
  void withdraw(String member) {
    claims.remove(member);
    vouches.remove(member);
  }

  /** This node vouches for the target. */
  void vouchSelf(long until) {
    own = until;
  }

  /** This node vouches no more. */
  void retract() {
    own = NEVER;
  }

  /** Until when this node vouches, in nanoseconds of the clock; in the past when it does not. */
  long ownVouch() {
    return own;
  }

  /** Whether any member claims that the target is unfit. */
  boolean claimed(long now) {
    if (claims.isEmpty()) {
      return false;
    }
    claims.values().removeIf(claim -> claim.until <= now);
    return !claims.isEmpty();
  }

  /** Whether this node goes by the claim. */
  boolean carried(long now) {
    if (!claimed(now) || own > now) {
      return false;
    }
    vouches.values().removeIf(until -> until <= now);
    return claims.size() > vouches.size();
  }

  /** How many members claim. */
  int witnesses() {
    return claims.size();
  }

  /** Name of the member that was the first to claim, null when none does. */
  @Nullable String source() {
    return claims.isEmpty() ? null : claims.values().iterator().next().name;
  }

  private record Claim(String name, long until) {}
}
