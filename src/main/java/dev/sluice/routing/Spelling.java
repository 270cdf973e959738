package dev.sluice.routing;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the name that a misspelt one meant.
 *
 * <p>Clients choose the misspelt name, so the work is bounded: long names are not looked at, only
 * the first candidates are, and of two words only the cells near the diagonal.
 */
final class Spelling {
  private static final int LONGEST = 64;
  private static final int CANDIDATES = 2_000;
  private static final int MOST_EDITS = 3;

  private Spelling() {}

  /** The candidate with fewest edits, letter case aside; null when all are too far away. */
  static @Nullable String nearest(String name, List<String> candidates) {
    if (name.isEmpty() || name.length() > LONGEST) {
      return null;
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    String best = null;
    int bound = Math.min(MOST_EDITS, Math.max(1, name.length() / 3)) + 1;
    for (String candidate : candidates.subList(0, Math.min(CANDIDATES, candidates.size()))) {
      if (candidate.length() <= LONGEST) {
        int edits = edits(wanted, candidate.toLowerCase(Locale.ROOT), bound);
        if (edits < bound) {
          best = candidate;
          bound = edits;
        }
      }
    }
    return best;
  }

  /** Edits that turn one word into the other, {@code bound} when it takes that many or more. */
  private static int edits(String one, String other, int bound) {
    if (Math.abs(one.length() - other.length()) >= bound) {
      return bound;
    }
    int[] above = new int[other.length() + 1];
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      if (fill(row, above, one.charAt(i - 1), other, new Band(i, bound)) >= bound) {
        return bound;
      }
      int[] spare = above;
      above = row;
      row = spare;
    }
    return Math.min(bound, above[other.length()]);
  }

  /** Fills the cells of a row that lie in the band; returns the least of them. */
  private static int fill(int[] row, int[] above, char letter, String other, Band band) {
    int from = Math.max(1, band.row - band.bound);
    int to = Math.min(other.length(), band.row + band.bound);
    row[from - 1] = from == 1 ? band.row : band.bound;
    int least = row[from - 1];
    for (int j = from; j <= to; j++) {
      int replaced = above[j - 1] + (letter == other.charAt(j - 1) ? 0 : 1);
      int removed = j == band.row + band.bound ? band.bound : above[j] + 1;
      row[j] = Math.min(replaced, Math.min(removed, row[j - 1] + 1));
      least = Math.min(least, row[j]);
    }
    return least;
  }

  /** The cells of a row that can still lead to fewer edits than the bound. */
  private record Band(int row, int bound) {}
}
