package dev.sluice.ingress;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The further pages of a door, found by their paths. Immutable. */
final class PageTable {
  private final Map<String, Page> exact = new HashMap<>();
  private final List<Variable> variable = new ArrayList<>();

  PageTable(List<Page> pages) {
    for (Page page : pages) {
      int from = page.path().indexOf('{');
      if (from < 0) {
        exact.put(page.path(), page);
      } else {
        String after = page.path().substring(page.path().indexOf('}') + 1);
        variable.add(new Variable(page.path().substring(0, from), after, page));
      }
    }
  }

  /** The page of a path without prefix, null when there is none. */
  @Nullable Found find(String path) {
    Page page = exact.get(path);
    if (page != null) {
      return new Found(page, "");
    }
    for (Variable one : variable) {
      String name = one.name(path);
      if (name != null) {
        return new Found(one.page, name);
      }
    }
    return null;
  }

  /** The text of a path's piece; the piece itself when it is badly encoded. */
  static String decode(String piece) {
    try {
      // A plus sign is itself in a path.
      return URLDecoder.decode(piece.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return piece;
    }
  }

  /**
   * A page and what stands for the variable of its path.
   *
   * @param name decoded; empty without a variable
   */
  record Found(Page page, String name) {}

  private record Variable(String before, String after, Page page) {
    @Nullable String name(String path) {
      int from = before.length();
      int to = path.length() - after.length();
      return to > from && path.startsWith(before) && path.endsWith(after)
          ? decode(path.substring(from, to))
          : null;
    }
  }
}
