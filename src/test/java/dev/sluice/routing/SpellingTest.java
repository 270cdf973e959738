package dev.sluice.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

final class SpellingTest {
  @Property
  void suggestsExactlyWhatIsWithinAThirdOfItsLettersAndThreeEdits(
      @ForAll @StringLength(min = 1, max = 14) @CharRange(from = 'a', to = 'c') String name,
      @ForAll @StringLength(max = 14) @CharRange(from = 'a', to = 'c') String candidate) {
    int allowed = Math.min(3, Math.max(1, name.length() / 3));
    boolean near = distance(name, candidate) <= allowed;
    assertThat(Spelling.nearest(name, List.of(candidate)) != null).isEqualTo(near);
  }

  @Property
  void suggestsTheNearestOfSeveral(
      @ForAll @StringLength(min = 6, max = 9) @CharRange(from = 'a', to = 'b') String name,
      @ForAll List<@StringLength(min = 5, max = 9) @CharRange(from = 'a', to = 'b') String> known) {
    String suggested = Spelling.nearest(name, known);
    int least =
        known.stream().mapToInt(each -> distance(name, each)).min().orElse(Integer.MAX_VALUE);
    if (suggested != null) {
      assertThat(distance(name, suggested)).isEqualTo(least);
    }
  }

  /** Edit distance by the whole table. */
  private static int distance(String one, String other) {
    int[][] cells = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          cells[i][j] = i + j;
        } else {
          int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
          cells[i][j] =
              Math.min(
                  cells[i - 1][j - 1] + change, Math.min(cells[i - 1][j], cells[i][j - 1]) + 1);
        }
      }
    }
    return cells[one.length()][other.length()];
  }
}
