package dev.sluice.wire.anthropic;

/** Tells, fragment by fragment, when the text of a JSON object is complete. */
final class JsonBalance {
  private int depth;
  private boolean begun;
  private boolean inside;
  private boolean escaped;

  /** Takes the next fragment. */
  void take(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inside) {
        if (escaped) {
          escaped = false;
        } else if (c == '\\') {
          escaped = true;
        } else if (c == '"') {
          inside = false;
        }
      } else {
        outside(c);
      }
    }
  }

  private void outside(char c) {
    switch (c) {
      case '"' -> inside = true;
      case '{', '[' -> {
        depth++;
        begun = true;
      }
      case '}', ']' -> depth--;
      default -> {
        // Neither begins nor ends anything.
      }
    }
  }

  /** Whether all that was opened is closed, and something was. */
  boolean complete() {
    return begun && depth <= 0;
  }
}
