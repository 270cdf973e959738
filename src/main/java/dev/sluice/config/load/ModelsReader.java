package dev.sluice.config.load;

import dev.sluice.config.ProviderConfig;
import dev.sluice.config.Rules;
import dev.sluice.model.Model;
import dev.sluice.model.Price;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads models and their targets, and remembers which providers they use. */
final class ModelsReader {
  private static final int LONGEST_NAME = 256;
  private static final int MOST_WEIGHT = 10_000;
  private static final int MOST_PRIORITY = 1000;

  private final Set<String> declared;
  private final Map<String, ProviderConfig> providers;
  private final Set<String> used = new HashSet<>();

  /**
   * Reads targets of these providers.
   *
   * @param declared every name that stands in the configuration
   * @param providers those that could be read
   */
  ModelsReader(Set<String> declared, Map<String, ProviderConfig> providers) {
    this.declared = declared;
    this.providers = providers;
  }

  /** Names of the providers that have a target. */
  Set<String> used() {
    return used;
  }

  /** The model, null after problems were told. */
  @Nullable Model read(String name, Section section) {
    if (!isName(name)) {
      section.problem(
          "", "a model's name must have 1 to 256 characters, none of them blank or invisible");
    }
    Strategy strategy = Values.choice(section, "strategy", Strategy::id, Strategy.WEIGHTED);
    List<Section> given = section.list("targets");
    if (given.isEmpty()) {
      section.problem("targets", "must be a list of at least one target");
    }
    List<Target> targets = new ArrayList<>();
    Set<TargetId> ids = new HashSet<>();
    for (Section each : given) {
      Target target = target(name, each);
      if (target != null && !ids.add(target.id())) {
        each.problem("", "the model has this target already: same provider, same model");
      } else if (target != null) {
        targets.add(target);
      }
    }
    section.rejectUnknown();
    return targets.isEmpty() ? null : new Model(name, strategy, targets);
  }

  private @Nullable Target target(String model, Section section) {
    String providerName = section.text("provider");
    String upstream = upstream(model, section);
    Price price = price(section.section("price"));
    ProviderConfig provider = providerName == null ? null : provider(providerName, section);
    int weight = Values.whole(section, "weight", 1);
    int priority = Values.whole(section, "priority", 1);
    double maxRps = Values.number(section, "max_rps", 0);
    boolean enabled = Values.on(section, "enabled", true);
    boolean expensive = Values.on(section, "expensive", false);
    if (providerName == null) {
      section.problem("provider", "must be given");
    }
    return section.build(() -> {
      check(weight, priority, maxRps);
      if (provider == null) {
        return null;
      }
      return new Target(
          TargetId.of(provider.name(), upstream == null ? model : upstream),
          provider.name(),
          provider.dialect(),
          upstream,
          weight,
          priority,
          enabled && provider.enabled(),
          maxRps,
          price,
          provider.timeouts(),
          expensive);
    });
  }

  /** Requires of a target's numbers what holds wherever they come from. */
  static void check(int weight, int priority, double maxRps) {
    new Rules()
        .within("weight", weight, 1, MOST_WEIGHT)
        .within("priority", priority, 1, MOST_PRIORITY)
        .require(maxRps >= 0 && maxRps <= 1e6, "max_rps", "must be 0 to 1000000")
        .enforce();
  }

  /** Whether clients may ask for the name. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && name.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
  }

  private @Nullable ProviderConfig provider(String name, Section section) {
    if (!declared.contains(name)) {
      section.problem(
          "provider",
          "no provider named \"%s\"%s"
              .formatted(section.raw("provider"), Suggestion.phrase(name, declared)));
    }
    used.add(name);
    return providers.get(name);
  }

  private static @Nullable String upstream(String model, Section section) {
    String given = section.text("model");
    if (given != null && (given.indexOf('*') >= 0 || !isName(given))) {
      section.problem("model", "must be one name, not a pattern; leave it out to pass names on");
      return null;
    }
    return given != null || model.indexOf('*') >= 0 ? given : model;
  }

  private static @Nullable Price price(Section section) {
    Long input = Values.price(section, "input");
    Long output = Values.price(section, "output");
    Long cached = Values.price(section, "cached_input");
    section.rejectUnknown();
    if (input == null && output == null && cached == null) {
      return null;
    }
    if (!section.given("input") || !section.given("output")) {
      section.problem("", "must have both input and output");
    }
    if (input == null || output == null) {
      return null;
    }
    return new Price(input, cached == null ? input : cached, output);
  }
}
