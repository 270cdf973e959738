package dev.sluice.routing;

import dev.sluice.model.Model;
import java.util.Arrays;

/**
 * A model whose name is a pattern: {@code *} stands for any characters, none included.
 *
 * <p>Matching looks for the literal parts from left to right and never steps back, so that no name
 * a client sends makes it slow.
 */
final class Wildcard {
  private final Model model;
  private final String[] parts;
  private final int literals;

  Wildcard(Model model) {
    this.model = model;
    this.parts = model.name().split("\\*", -1);
    this.literals = Arrays.stream(parts).mapToInt(String::length).sum();
  }

  Model model() {
    return model;
  }

  /** Number of literal characters: the more, the more specific. */
  int literals() {
    return literals;
  }

  boolean matches(String name) {
    String head = parts[0];
    String tail = parts[parts.length - 1];
    int end = name.length() - tail.length();
    if (end < head.length() || !name.startsWith(head) || !name.endsWith(tail)) {
      return false;
    }
    int at = head.length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = name.indexOf(parts[i], at, end);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return true;
  }
}
