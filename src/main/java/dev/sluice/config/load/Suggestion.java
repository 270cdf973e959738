package dev.sluice.config.load;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses which known word a misspelt one stands for. */
final class Suggestion {
  private static final int LONGEST = 64;

  private Suggestion() {}

  /** {@code ; did you mean "x"?}, or nothing when no known word is close. */
  static String phrase(String word, Collection<String> known) {
    String near = nearest(word, known);
    return near == null ? "" : "; did you mean \"%s\"?".formatted(near);
  }

  /**
   * The known word with the fewest slips, at most one in three letters; null when there is none.
   */
  static @Nullable String nearest(String word, Collection<String> known) {
    if (word.isEmpty() || word.length() > LONGEST) {
      return null;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    String best = null;
    int least = 1 + Math.max(1, word.length() / 3);
    for (String candidate : known) {
      if (candidate.length() <= LONGEST) {
        int slips = slips(lower, candidate.toLowerCase(Locale.ROOT));
        if (slips < least) {
          least = slips;
          best = candidate;
        }
      }
    }
    return best;
  }

  /** Letters added, left out, replaced, or swapped with their neighbour. */
  static int slips(String one, String other) {
    int[] before = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int cost = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] spare = before;
      before = last;
      last = row;
      row = spare;
    }
    return last[other.length()];
  }
}
