package dev.sluice.routing;

import dev.sluice.model.Model;
import dev.sluice.model.Target;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Models of patterns as they serve single names. Used by every lane at once.
 *
 * <p>Names of which the same is known share one model, so that they share its turns, and so that
 * the number of models does not depend on what names clients make up.
 */
final class Variants {
  /** Names whose model is remembered, more than honest clients ask for. */
  private static final int MOST_NAMES = 4096;

  /** Of no longer name anything is known. */
  private static final int LONGEST_NAME = 256;

  private final Completion completion;
  private final Map<String, Model> byName = new ConcurrentHashMap<>();
  private final Map<Model, Model> completed = new ConcurrentHashMap<>();
  private final Map<String, Model> exact = new ConcurrentHashMap<>();

  Variants(Completion completion) {
    this.completion = completion;
  }

  /**
   * The pattern's model with what is known of the name, under the pattern's name.
   *
   * @param pattern always the same one for a name
   */
  Model of(Model pattern, String name) {
    Model known = byName.get(name);
    return known != null ? known : remember(pattern, name);
  }

  private Model remember(Model pattern, String name) {
    if (name.length() > LONGEST_NAME) {
      return pattern;
    }
    Model made = model(pattern, pattern.name(), targets(pattern.targets(), name));
    Model same = completed.putIfAbsent(made, made);
    Model variant = same == null ? made : same;
    if (byName.size() >= MOST_NAMES) {
      byName.clear();
    }
    byName.put(name, variant);
    return variant;
  }

  /** As above, under the name itself, which is one of the configuration. */
  Model exact(Model pattern, String name) {
    return exact.computeIfAbsent(name, _ -> model(pattern, name, targets(pattern.targets(), name)));
  }

  /** The targets with what is known of the name. */
  List<Target> targets(List<Target> targets, String name) {
    return targets.stream()
        .map(target -> target.upstream() == null ? completion.complete(target, name) : target)
        .toList();
  }

  /** Names of which it was asked, as clients ask for them. */
  Set<String> names() {
    return byName.keySet();
  }

  /** Names of which it was asked, as the configuration has them. */
  Set<String> exactNames() {
    return exact.keySet();
  }

  /** All models that were made. */
  Stream<Model> models() {
    return Stream.concat(completed.values().stream(), exact.values().stream());
  }

  private static Model model(Model pattern, String name, List<Target> targets) {
    return new Model(name, pattern.strategy(), targets, pattern.policy());
  }
}
