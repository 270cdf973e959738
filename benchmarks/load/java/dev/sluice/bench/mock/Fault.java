package dev.sluice.bench.mock;

/** A way in which the mock fails an exchange on purpose. */
public enum Fault {
  /** None: the answer is whole. */
  NONE,
  /** Refused with 429 and {@code retry-after-ms}. */
  LIMITED,
  /** Refused with 500. */
  BROKEN,
  /** The connection is reset, in a stream after its fourth frame. */
  RESET,
  /** Nothing more comes and the connection stays open, in a stream after its fourth frame. */
  STALL,
  /** The connection is closed in the middle of the answer. */
  CUT;

  private static final int[] SHARES = {30, 30, 20, 5, 15};

  /**
   * The fault for a draw.
   *
   * @param draw 0 to 99
   */
  static Fault drawn(int draw) {
    int left = draw;
    for (int i = 0; i < SHARES.length; i++) {
      left -= SHARES[i];
      if (left < 0) {
        return values()[i + 1];
      }
    }
    return CUT;
  }
}
