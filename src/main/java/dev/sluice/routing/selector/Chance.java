package dev.sluice.routing.selector;

/**
 * Chance that can be drawn again: the same seed and the same key always give the same number.
 *
 * <p>With a seed that is drawn for each request it is plain chance. With a conversation's hash as
 * the seed every lane and every node draws alike for that conversation, and nobody has to remember
 * anything.
 */
public final class Chance {
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Chance() {}

  /** The key of a name: equal names have equal keys on every node. */
  public static long key(String name) {
    long hash = FNV_BASIS;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    return mixed(hash);
  }

  /** A number evenly drawn between 0 and 1, never quite either. */
  public static double uniform(long seed, long key) {
    return ((mixed(seed ^ key) >>> 11) + 0.5) * 0x1.0p-53;
  }

  /**
   * What rendezvous hashing compares: of several keys the one with the least wait wins, each in
   * proportion to its pull. When a pull changes, only seeds move that the change is about.
   *
   * @param pull above 0
   */
  public static double wait(long seed, long key, double pull) {
    return -Math.log(uniform(seed, key)) / pull;
  }

  /** Every bit of the result depends on every bit of the value: MurmurHash3's last step. */
  private static long mixed(long value) {
    long bits = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    bits = (bits ^ (bits >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return bits ^ (bits >>> 33);
  }
}
