package dev.sluice.wire.openai.fields;

import java.util.Arrays;

/** Where the members of one object stand, in their order. Reusable. */
final class Members {
  private static final int EACH = 4;

  private int[] at = new int[16 * EACH];
  private int count;

  void clear() {
    count = 0;
  }

  /** Adds a member; the rule is the number of the one that holds for it, -1 for none. */
  void add(int keyFrom, int valueFrom, int valueTo, int rule) {
    int place = count * EACH;
    if (place == at.length) {
      at = Arrays.copyOf(at, 2 * at.length);
    }
    at[place] = keyFrom;
    at[place + 1] = valueFrom;
    at[place + 2] = valueTo;
    at[place + 3] = rule;
    count++;
  }

  int count() {
    return count;
  }

  /** Offset of the opening quote of the key. */
  int keyFrom(int member) {
    return at[member * EACH];
  }

  /** Offset of the value. */
  int valueFrom(int member) {
    return at[member * EACH + 1];
  }

  /** Offset after the value. */
  int valueTo(int member) {
    return at[member * EACH + 2];
  }

  /** Number of the rule that holds for it, -1 for none. */
  int rule(int member) {
    return at[member * EACH + 3];
  }

  /** The last member of a rule, -1 when there is none. */
  int of(int rule) {
    for (int member = count - 1; member >= 0; member--) {
      if (rule(member) == rule) {
        return member;
      }
    }
    return -1;
  }
}
