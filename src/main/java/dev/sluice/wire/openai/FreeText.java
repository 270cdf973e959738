package dev.sluice.wire.openai;

import dev.sluice.wire.json.JsonCursor;

/** Where a frame has strings that may be any, in their order. */
final class FreeText {
  /** Most strings that are noted. */
  static final int MAX = 4;

  private final JsonCursor cursor;
  private final int[] ranges = new int[2 * MAX];
  private int count;

  FreeText(JsonCursor cursor) {
    this.cursor = cursor;
  }

  void clear() {
    count = 0;
  }

  /** Leaves a value behind and notes where it is when it is a string. */
  void skip() {
    int from = cursor.at();
    boolean text = cursor.peek() == '"' && count < MAX;
    cursor.skip();
    if (text) {
      ranges[2 * count] = from;
      ranges[2 * count + 1] = cursor.at();
      count++;
    }
  }

  int count() {
    return count;
  }

  /** Offset of a string's opening quote. */
  int from(int i) {
    return ranges[2 * i];
  }

  /** Offset after its closing quote. */
  int to(int i) {
    return ranges[2 * i + 1];
  }
}
