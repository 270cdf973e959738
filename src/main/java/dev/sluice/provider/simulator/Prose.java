package dev.sluice.provider.simulator;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Sentences without an end, a word at a time. Holds nothing that JSON would have to escape. */
final class Prose {
  private static final List<String> WORDS =
      List.of(
          "the",
          "a",
          "each",
          "every",
          "some",
          "this",
          "water",
          "river",
          "gate",
          "lock",
          "stream",
          "valley",
          "bridge",
          "engine",
          "keeper",
          "signal",
          "lantern",
          "harbour",
          "morning",
          "evening",
          "winter",
          "answer",
          "question",
          "machine",
          "letter",
          "road",
          "field",
          "stone",
          "opens",
          "closes",
          "carries",
          "follows",
          "turns",
          "keeps",
          "finds",
          "moves",
          "holds",
          "measures",
          "reaches",
          "passes",
          "slowly",
          "quickly",
          "again",
          "always",
          "together",
          "below",
          "above",
          "between",
          "through",
          "under",
          "over",
          "before",
          "after",
          "and",
          "but",
          "while",
          "because",
          "quiet",
          "narrow",
          "bright",
          "early",
          "steady",
          "small",
          "deep");
  private static final int SHORTEST = 5;
  private static final int SPREAD = 10;

  private final SplittableRandom chance;
  private int left;
  private boolean begun;

  Prose(SplittableRandom chance) {
    this.chance = chance;
  }

  /** The next word with the space before it and the stop after it, where there is one. */
  String next() {
    String word = WORDS.get(chance.nextInt(WORDS.size()));
    if (left == 0) {
      left = SHORTEST + chance.nextInt(SPREAD);
      word = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
    left--;
    String space = begun ? " " : "";
    begun = true;
    return space + word + (left == 0 ? "." : "");
  }
}
