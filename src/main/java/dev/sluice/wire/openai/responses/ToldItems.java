package dev.sluice.wire.openai.responses;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The items of a response that were told to their end, which it repeats when it fails. */
final class ToldItems {
  private final int most;
  private final List<byte[]> items = new ArrayList<>();
  private long length;

  /**
   * None as yet.
   *
   * @param most longest that all of them may be together, in bytes; what comes later is not kept
   */
  ToldItems(int most) {
    this.most = most;
  }

  /** Keeps the item that stands in a range. */
  void add(byte[] in, int from, int to) {
    length += to - from;
    if (length <= most) {
      items.add(Arrays.copyOfRange(in, from, to));
    }
  }

  /** Each as its JSON, in the order of their ends. */
  List<byte[]> all() {
    return items;
  }
}
