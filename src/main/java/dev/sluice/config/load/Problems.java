package dev.sluice.config.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Problems found so far, over all sources of one configuration. */
final class Problems {
  private final Set<Problem> found = new LinkedHashSet<>();

  /** Adds a problem; the same one twice, as an alias would cause, counts once. */
  void add(String file, int line, String path, String message) {
    found.add(new Problem(file, line, path, message));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Ends the reading when there is any problem. */
  void enforce() {
    if (!found.isEmpty()) {
      throw exception();
    }
  }

  /** The exception that carries everything found so far. */
  ConfigException exception() {
    List<Problem> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparing(Problem::file).thenComparingInt(Problem::line));
    return new ConfigException(sorted);
  }
}
