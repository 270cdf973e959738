package dev.sluice.config;

/**
 * A name, or a pattern of names in which each {@code *} stands for any characters or none.
 *
 * @param text the name or the pattern
 */
public record NamePattern(String text) {
  /** Whether it is a pattern. */
  public boolean wildcard() {
    return text.indexOf('*') >= 0;
  }

  /** Whether the name is this one or matches the pattern. */
  public boolean matches(String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int mark = 0;
    while (in < name.length()) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        mark = in;
      } else if (at < text.length() && text.charAt(at) == name.charAt(in)) {
        at++;
        in++;
      } else if (star >= 0) {
        // The last star takes one character more.
        at = star + 1;
        in = ++mark;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }
}
