package dev.sluice.wire.json;

/**
 * Validates UTF-8 sequences of two to four bytes: no overlong form, surrogate or value past the
 * end.
 */
final class Utf8 {
  private Utf8() {}

  /**
   * The offset after the sequence that starts at {@code at}, or the complement of a fault's offset.
   */
  static int next(byte[] in, int at, int to) {
    int lead = in[at] & 0xFF;
    if (lead >= 0xC2 && lead <= 0xDF) {
      return tail(in, at + 1, to, 1);
    }
    if (lead < 0xE0 || lead > 0xF4 || at + 1 >= to) {
      return ~at;
    }
    int second = in[at + 1] & 0xFF;
    int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < least || second > most) {
      return ~(at + 1);
    }
    return tail(in, at + 2, to, lead < 0xF0 ? 1 : 2);
  }

  private static int tail(byte[] in, int from, int to, int count) {
    for (int at = from; at < from + count; at++) {
      if (at >= to || (in[at] & 0xC0) != 0x80) {
        return ~at;
      }
    }
    return from + count;
  }
}
