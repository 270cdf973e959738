package dev.sluice.fleet;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Who is in the fleet, as one node sees it at one time.
 *
 * @param edition grows with each change
 * @param self id of the member that sees it
 * @param members all that are seen, itself among them, in an order that all agree on
 * @param strength how many members there were when the fleet was last whole; members that left in
 *     good order are not counted, those that were lost are
 * @param standing of this node
 */
public record FleetView(
    long edition, String self, List<Member> members, int strength, Standing standing) {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /**
   * A view.
   *
   * @throws IllegalArgumentException when the node itself is missing
   */
  public FleetView {
    members = List.copyOf(members);
    if (members.stream().noneMatch(member -> member.id().equals(self))) {
      throw new IllegalArgumentException("a node is a member of its own fleet");
    }
  }

  /** The member that sees it. */
  public Member own() {
    return member(self);
  }

  private Member member(String id) {
    for (Member member : members) {
      if (member.id().equals(id)) {
        return member;
      }
    }
    throw new IllegalStateException("a node is a member of its own fleet");
  }

  /** Whether a member of the id is seen. */
  public boolean has(String id) {
    return members.stream().anyMatch(member -> member.id().equals(id));
  }

  /**
   * The member that does what is to be done once in the fleet, by rendezvous hashing: all that see
   * the same members name the same one, and only what a lost member owned moves.
   */
  public Member owner(String key) {
    Member owner = own();
    long best = Long.MIN_VALUE;
    for (Member member : members) {
      long weight = weight(member.id(), key);
      if (weight > best || (weight == best && member.id().compareTo(owner.id()) < 0)) {
        best = weight;
        owner = member;
      }
    }
    return owner;
  }

  /** Whether this node is the {@link #owner}. */
  public boolean owns(String key) {
    return owner(key).id().equals(self);
  }

  /**
   * Part of what the fleet may do together that this node may do while the fleet cannot agree,
   * above 0 to 1.
   */
  public double share() {
    return 1.0 / Math.max(strength, members.size());
  }

  private static long weight(String member, String key) {
    long hash = FNV_OFFSET;
    for (byte one : (member + '\n' + key).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (one & 0xff)) * FNV_PRIME;
    }
    // FNV leaves the last byte in the low bits: mixed, or like keys would all have one owner.
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
