package dev.sluice.config.load;

import dev.sluice.config.NamePattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of models that stand elsewhere in the configuration, checked when all models are known. */
final class References {
  private final List<Reference> all = new ArrayList<>();

  /**
   * A name that has to be that of a model.
   *
   * @param by name of the model that refers to it, null for none
   */
  private record Reference(Item name, @Nullable String by) {}

  /** Remembers a name to be checked. */
  void add(Item name, @Nullable String by) {
    all.add(new Reference(name, by));
  }

  /**
   * Tells every name that no model serves.
   *
   * @param models names and patterns of the models
   * @param virtual names of the virtual models
   */
  void check(Set<String> models, Set<String> virtual) {
    List<NamePattern> patterns =
        models.stream().map(NamePattern::new).filter(NamePattern::wildcard).toList();
    for (Reference each : all) {
      String wrong = wrong(each, models, patterns, virtual);
      if (wrong != null) {
        each.name.problem(wrong);
      }
    }
  }

  private static @Nullable String wrong(
      Reference reference,
      Collection<String> models,
      List<NamePattern> patterns,
      Set<String> virtual) {
    String name = reference.name.text();
    String raw = reference.name.raw();
    if (name.indexOf('*') >= 0) {
      return "must be one name, not a pattern";
    }
    if (name.equals(reference.by)) {
      return "must be another model than the one it stands in";
    }
    if (virtual.contains(name)) {
      return "\"%s\" is a virtual model; name one that has targets".formatted(raw);
    }
    if (models.contains(name) || patterns.stream().anyMatch(each -> each.matches(name))) {
      return null;
    }
    return "no model named \"%s\"%s".formatted(raw, Suggestion.phrase(raw, models));
  }
}
