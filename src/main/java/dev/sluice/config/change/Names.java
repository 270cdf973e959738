package dev.sluice.config.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Names of what is different in two lists of named things, each list of names sorted.
 *
 * @param removed names that only the first list has
 * @param changed names of things that are not equal in both
 * @param added names that only the second list has
 * @param reordered whether the names of both lists stand in another order; of two patterns that are
 *     equally specific, the first one serves
 */
public record Names(
    List<String> removed, List<String> changed, List<String> added, boolean reordered) {
  public Names {
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
    added = List.copyOf(added);
  }

  /** Names of things that stand in the same order. */
  public Names(List<String> removed, List<String> changed, List<String> added) {
    this(removed, changed, added, false);
  }

  /**
   * Compares two lists by the equality of what they hold.
   *
   * @param nameOf a name that no other thing of its list has
   */
  static <T> Names between(List<T> before, List<T> after, Function<T, String> nameOf) {
    Map<String, T> old = byName(before, nameOf);
    Map<String, T> next = byName(after, nameOf);
    List<String> stayed = common(old.keySet(), next.keySet());
    return new Names(
        without(old.keySet(), next.keySet()),
        stayed.stream()
            .filter(name -> !Objects.equals(old.get(name), next.get(name)))
            .sorted()
            .toList(),
        without(next.keySet(), old.keySet()),
        !stayed.equals(common(next.keySet(), old.keySet())));
  }

  /** Whether nothing is different. */
  public boolean empty() {
    return removed.isEmpty() && changed.isEmpty() && added.isEmpty() && !reordered;
  }

  /** A line a difference, about things of that word. */
  List<String> lines(String word) {
    List<String> lines = new ArrayList<>();
    removed.forEach(name -> lines.add(word + " " + name + " removed"));
    changed.forEach(name -> lines.add(word + " " + name + " changed"));
    added.forEach(name -> lines.add(word + " " + name + " added"));
    if (reordered) {
      lines.add(word + "s in another order");
    }
    return lines;
  }

  private static <T> Map<String, T> byName(List<T> things, Function<T, String> nameOf) {
    Map<String, T> all = new LinkedHashMap<>();
    things.forEach(thing -> all.put(nameOf.apply(thing), thing));
    return all;
  }

  /** Those that both have, in the order of the first. */
  private static List<String> common(Set<String> names, Set<String> others) {
    return names.stream().filter(others::contains).toList();
  }

  private static List<String> without(Set<String> names, Set<String> others) {
    Set<String> left = new LinkedHashSet<>(names);
    left.removeAll(others);
    return left.stream().sorted().toList();
  }
}
