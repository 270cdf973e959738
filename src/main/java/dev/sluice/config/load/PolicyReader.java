package dev.sluice.config.load;

import static dev.sluice.config.load.Values.duration;
import static dev.sluice.config.load.Values.number;
import static dev.sluice.config.load.Values.on;
import static dev.sluice.config.load.Values.whole;

import dev.sluice.config.FailoverConfig;
import dev.sluice.config.ModelDefaults;
import dev.sluice.config.Rules;
import dev.sluice.config.Units;
import dev.sluice.model.Constraints;
import dev.sluice.model.FailoverRules;
import dev.sluice.model.Hedging;
import dev.sluice.model.Mirror;
import dev.sluice.model.Objective;
import dev.sluice.model.Policy;
import dev.sluice.model.Preference;
import dev.sluice.model.Reaction;
import dev.sluice.model.Strategy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what models do, for one of them or for all. What is not given stays as it is for all. */
final class PolicyReader {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final double MOST_EXPLORATION = 0.2;
  private static final double MOST_WEIGHT = 1e6;

  // It was written as a time once, of which only whether it was 0 ever counted.
  private static final String NO_TIME =
      "must be true or false, no time: write false for 0 and true for any other";

  private final References references;

  PolicyReader(References references) {
    this.references = references;
  }

  /** What holds for all models. */
  ModelDefaults defaults(Section section) {
    Strategy strategy = strategy(section, ModelDefaults.usual());
    Policy policy = read(section, Policy.DEFAULT, null);
    section.rejectUnknown();
    return new ModelDefaults(strategy, policy);
  }

  /** The strategy that the section gives. */
  static Strategy strategy(Section section, ModelDefaults defaults) {
    return Values.choice(section, "strategy", Strategy::id, defaults.strategy());
  }

  /**
   * The policy that the section gives; its unknown keys are left to be rejected.
   *
   * @param model name of the model, null for all
   */
  Policy read(Section section, Policy otherwise, @Nullable String model) {
    Preference preference = preference(section, otherwise.preference());
    Constraints constraints = constraints(section.section("constraints"), otherwise.constraints());
    FailoverRules failover = failover(section.section("failover"), otherwise.failover());
    Hedging hedging = hedging(section.section("hedging"), otherwise.hedging());
    Mirror mirror = mirror(section.section("mirror"), model);
    List<String> fallbacks = fallbacks(section, model);
    double exploration = number(section, "exploration", otherwise.exploration());
    boolean affinity = affinity(section, otherwise.affinity());
    boolean wishes = on(section, "wishes", otherwise.wishes());
    boolean rescue = on(section, "rescue", otherwise.rescue());
    boolean strict = on(section, "strict", otherwise.strict());
    Policy policy =
        section.check(() -> {
          new Rules()
              .require(
                  exploration >= 0 && exploration <= MOST_EXPLORATION,
                  "exploration",
                  "must be 0 to 0.2")
              .enforce();
          return new Policy(
              preference,
              constraints,
              exploration,
              wishes,
              affinity,
              failover,
              rescue,
              hedging,
              section.has("fallbacks") ? fallbacks : otherwise.fallbacks(),
              section.has("mirror") ? mirror : otherwise.mirror(),
              strict);
        });
    return policy == null ? otherwise : policy;
  }

  private static boolean affinity(Section section, boolean otherwise) {
    boolean time = Units.duration(section.raw("affinity")) != null;
    return section.value("affinity", Values::on, time ? NO_TIME : Values.SWITCH_RULE, otherwise);
  }

  private static Preference preference(Section section, Preference otherwise) {
    if (section.hasMapping("prefer")) {
      return weights(section.section("prefer"), otherwise);
    }
    return section.value(
        "prefer",
        Preference::preset,
        "must be one of " + String.join(", ", Preference.presets()) + ", or a mapping of weights",
        otherwise);
  }

  private static Preference weights(Section section, Preference otherwise) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (Objective objective : Objective.values()) {
      weights.put(objective.id(), number(section, objective.id(), 0));
    }
    return section.build(
        () -> {
          Rules rules = new Rules();
          for (Map.Entry<String, Double> each : weights.entrySet()) {
            double weight = each.getValue();
            rules =
                rules.require(
                    weight >= 0 && weight <= MOST_WEIGHT, each.getKey(), "must be 0 to 1000000");
          }
          rules
              .require(
                  weights.values().stream().anyMatch(weight -> weight != 0),
                  "",
                  "must have a weight above 0")
              .enforce();
          Double[] each = weights.values().toArray(Double[]::new);
          return new Preference(each[0], each[1], each[2], each[3], each[4], each[5]);
        },
        otherwise);
  }

  private static Constraints constraints(Section section, Constraints otherwise) {
    Duration firstToken =
        duration(section, "max_first_token", Duration.ofMillis(otherwise.maxFirstTokenMillis()));
    double success = number(section, "min_success", otherwise.minSuccess());
    double quality = number(section, "min_quality", otherwise.minQuality());
    long price = Values.money(section, "max_price", otherwise.maxPrice());
    Set<String> regions = new LinkedHashSet<>();
    for (Item region : section.items("regions")) {
      if (Values.isRegion(region.text())) {
        regions.add(region.text());
      } else {
        region.problem(TargetReader.REGION_RULE);
      }
    }
    return section.build(
        () -> {
          new Rules()
              .within("max_first_token", firstToken, Duration.ZERO, HOUR)
              .share("min_success", success)
              .share("min_quality", quality)
              .enforce();
          return new Constraints(
              price,
              firstToken.toMillis(),
              success,
              quality,
              section.has("regions") ? regions : otherwise.regions());
        },
        otherwise);
  }

  private static FailoverRules failover(Section section, FailoverRules otherwise) {
    Map<String, Reaction> reactions = reactions(section.section("on"), otherwise.reactions());
    Duration own = section.value("backoff", Units::duration, Units.DURATION_RULE);
    Duration backoff = own == null ? otherwise.backoff() : own;
    int attempts = whole(section, "attempts", otherwise.attempts());
    Duration first = duration(section, "first_token", otherwise.firstToken());
    Duration between = duration(section, "between_tokens", otherwise.betweenTokens());
    return section.build(
        () -> {
          Duration wait = backoff == null ? Duration.ZERO : backoff;
          new Rules()
              .within("attempts", attempts, 0, FailoverConfig.MOST_ATTEMPTS)
              .within("backoff", wait, Duration.ZERO, Duration.ofMinutes(1))
              .within("first_token", first, Duration.ZERO, HOUR)
              .within("between_tokens", between, Duration.ZERO, HOUR)
              .enforce();
          return new FailoverRules(reactions, attempts, backoff, first, between);
        },
        otherwise);
  }

  private static Map<String, Reaction> reactions(Section section, Map<String, Reaction> otherwise) {
    Map<String, Reaction> reactions = new LinkedHashMap<>(otherwise);
    for (String kind : FailoverRules.KINDS) {
      Reaction usual = otherwise.getOrDefault(kind, Reaction.NEXT);
      Reaction reaction = Values.choice(section, kind, Reaction::id, usual);
      if (section.has(kind)) {
        reactions.put(kind, reaction);
      }
    }
    section.rejectUnknown();
    return reactions;
  }

  /** Money follows requests where nothing is said of it: else it would forbid every one. */
  private static Hedging hedging(Section section, Hedging otherwise) {
    double requests = number(section, "requests", otherwise.requests());
    double usual = otherwise.money() > 0 ? otherwise.money() : Math.clamp(requests, 0.0, 1.0);
    double money = number(section, "money", usual);
    return section.build(
        () -> {
          new Rules().share("requests", requests).share("money", money).enforce();
          return new Hedging(requests, money);
        },
        otherwise);
  }

  private List<String> fallbacks(Section section, @Nullable String model) {
    Set<String> names = new LinkedHashSet<>();
    for (Item item : section.items("fallbacks")) {
      references.add(item, model);
      names.add(item.text());
    }
    return List.copyOf(names);
  }

  /** Where copies go; null for an empty mapping, which stands for nowhere. */
  private @Nullable Mirror mirror(Section section, @Nullable String model) {
    Item to = section.item("model");
    double share = number(section, "share", 1);
    if (to != null) {
      references.add(to, model);
    }
    return section.build(() -> {
      new Rules()
          .require(share > 0 && share <= 1, "share", "must be above 0, at most 1")
          .require(to != null || section.keys().isEmpty(), "model", "must be given")
          .enforce();
      return to == null ? null : new Mirror(to.text(), share);
    });
  }
}
