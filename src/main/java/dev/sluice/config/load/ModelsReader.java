package dev.sluice.config.load;

import dev.sluice.config.ModelDefaults;
import dev.sluice.config.Rules;
import dev.sluice.model.Model;
import dev.sluice.model.Policy;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads models. */
final class ModelsReader {
  /** What a model's name must be, in words. */
  static final String NAME_RULE =
      "a model's name must have 1 to 256 characters, none of them blank or invisible";

  private static final int LONGEST_NAME = 256;
  private static final int MOST_WEIGHT = 10_000;
  private static final int MOST_PRIORITY = 1000;

  private final TargetReader targets;
  private final PolicyReader policies;
  private final ModelDefaults defaults;

  /**
   * Reads models with these targets.
   *
   * @param defaults what holds where a model says nothing
   */
  ModelsReader(TargetReader targets, PolicyReader policies, ModelDefaults defaults) {
    this.targets = targets;
    this.policies = policies;
    this.defaults = defaults;
  }

  /** The model, null after problems were told. */
  @Nullable Model read(String name, Section section) {
    if (!isName(name)) {
      section.problem("", NAME_RULE);
    }
    Strategy strategy = PolicyReader.strategy(section, defaults);
    Policy policy = policies.read(section, defaults.policyOf(name), name);
    List<Section> given = section.list("targets");
    if (given.isEmpty()) {
      section.problem("targets", "must be a list of at least one target");
    }
    List<Target> all = new ArrayList<>();
    Set<TargetId> ids = new HashSet<>();
    for (Section each : given) {
      Target target = targets.read(name, each);
      if (target != null && !ids.add(target.id())) {
        each.problem("", "the model has this target already: same provider, same model");
      } else if (target != null) {
        all.add(target);
      }
    }
    section.rejectUnknown();
    rejectElsewhere(section, policy, all, given.size());
    return all.isEmpty() ? null : new Model(name, strategy, all, policy);
  }

  /** Requires of a target's numbers what holds wherever they come from. */
  static Rules rules(int weight, int priority, double maxRps) {
    return new Rules()
        .within("weight", weight, 1, MOST_WEIGHT)
        .within("priority", priority, 1, MOST_PRIORITY)
        .require(maxRps >= 0 && maxRps <= 1e6, "max_rps", "must be 0 to 1000000");
  }

  /** Whether clients may ask for the name. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && name.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
  }

  /** A model whose targets are all out of bounds would refuse every request. */
  private static void rejectElsewhere(
      Section section, Policy policy, List<Target> targets, int given) {
    Set<String> regions = policy.constraints().regions();
    boolean known = !targets.isEmpty() && targets.size() == given;
    if (known && !regions.isEmpty() && targets.stream().noneMatch(in(regions))) {
      section.problem(
          section.given("constraints") ? "constraints" : "",
          "none of its targets has a region that the constraints allow");
    }
  }

  private static Predicate<Target> in(Set<String> regions) {
    return target -> {
      String region = target.traits().region();
      return region != null && regions.contains(region);
    };
  }
}
