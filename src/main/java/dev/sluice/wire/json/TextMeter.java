package dev.sluice.wire.json;

/**
 * How many tokens text will probably cost, added up while it is read. Confined to its reader.
 *
 * <p>A token is four bytes of ASCII, two letters of two bytes (Cyrillic, Greek, Arabic), one
 * character of three (Chinese, Japanese, Korean), half a character of four; a character that is
 * written as an escape counts like itself. So it counts in quarters of a token: a byte is one, and
 * only what is no plain ASCII has to be looked at.
 */
public final class TextMeter {
  private static final int QUARTERS = 4;
  private static final int SHORT_ESCAPE = 2;
  private static final int LONG_ESCAPE = 6;

  private long quarters;

  /** Counts bytes as a quarter of a token each. */
  public void bytes(int number) {
    quarters += number;
  }

  /** Counts whole tokens. */
  public void tokens(int number) {
    quarters += (long) number * QUARTERS;
  }

  /** What was counted, rounded up. */
  public int tokens() {
    return Math.clamp(Math.ceilDiv(quarters, QUARTERS), 0, Integer.MAX_VALUE);
  }

  /** Corrects for one valid escape or sequence of UTF-8, whose bytes are counted by themselves. */
  void character(byte[] in, int from, int to) {
    int length = to - from;
    quarters += (in[from] == '\\' ? escaped(in, from, length) : plain(length)) - length;
  }

  private static int plain(int bytes) {
    return switch (bytes) {
      case 2 -> 2;
      case 3 -> QUARTERS;
      default -> 2 * QUARTERS;
    };
  }

  private static int escaped(byte[] in, int from, int length) {
    if (length == SHORT_ESCAPE) {
      return 1;
    }
    boolean low = length == LONG_ESCAPE && in[from + 2] == '0' && in[from + 3] <= '7';
    if (!low) {
      return QUARTERS;
    }
    return in[from + 3] == '0' && in[from + 4] <= '7' ? 1 : 2;
  }
}
