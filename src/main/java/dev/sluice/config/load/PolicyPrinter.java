package dev.sluice.config.load;

import dev.sluice.model.Constraints;
import dev.sluice.model.FailoverRules;
import dev.sluice.model.Mirror;
import dev.sluice.model.Policy;
import dev.sluice.model.Preference;
import dev.sluice.model.Quality;
import dev.sluice.model.Reaction;
import dev.sluice.model.Task;
import dev.sluice.model.VirtualModel;
import dev.sluice.model.VirtualModel.Rule;
import java.time.Duration;
import java.util.Set;

/** Writes what models do, and the virtual ones. */
final class PolicyPrinter {
  private final YamlWriter yaml;

  PolicyPrinter(YamlWriter yaml) {
    this.yaml = yaml;
  }

  /** The keys of a policy. */
  void policy(Policy policy) {
    preference(policy.preference());
    constraints(policy.constraints());
    yaml.put("exploration", policy.exploration());
    yaml.put("wishes", policy.wishes());
    yaml.put("affinity", policy.affinity());
    failover(policy.failover());
    yaml.put("rescue", policy.rescue());
    yaml.put("strict", policy.strict());
    yaml.section(
        "hedging",
        () -> {
          yaml.put("requests", policy.hedging().requests());
          yaml.put("money", policy.hedging().money());
        });
    yaml.list("fallbacks", policy.fallbacks());
    Mirror mirror = policy.mirror();
    yaml.section(
        "mirror",
        () -> {
          if (mirror != null) {
            yaml.put("model", mirror.model());
            yaml.put("share", mirror.share());
          }
        });
  }

  /** A virtual model. */
  void virtual(VirtualModel model) {
    yaml.items(model.name(), model.rules(), this::rule);
  }

  private void preference(Preference preference) {
    String preset = preference.presetName();
    if (preset != null) {
      yaml.put("prefer", preset);
      return;
    }
    yaml.section(
        "prefer",
        () -> {
          yaml.put("cost", preference.cost());
          yaml.put("latency", preference.latency());
          yaml.put("throughput", preference.throughput());
          yaml.put("success", preference.success());
          yaml.put("quality", preference.quality());
          yaml.put("energy", preference.energy());
        });
  }

  private void constraints(Constraints constraints) {
    yaml.section(
        "constraints",
        () -> {
          yaml.put("max_price", ConfigPrinter.dollars(constraints.maxPrice()));
          yaml.put("max_first_token", Duration.ofMillis(constraints.maxFirstTokenMillis()));
          yaml.put("min_success", constraints.minSuccess());
          yaml.put("min_quality", constraints.minQuality());
          yaml.list("regions", constraints.regions().stream().sorted().toList());
        });
  }

  private void failover(FailoverRules rules) {
    yaml.section(
        "failover",
        () -> {
          yaml.section("on", () -> FailoverRules.KINDS.forEach(kind -> reaction(kind, rules)));
          yaml.put("attempts", rules.attempts());
          Duration backoff = rules.backoff();
          if (backoff != null) {
            yaml.put("backoff", backoff);
          }
          yaml.put("first_token", rules.firstToken());
          yaml.put("between_tokens", rules.betweenTokens());
        });
  }

  private void reaction(String kind, FailoverRules rules) {
    Reaction reaction = rules.reactions().get(kind);
    if (reaction != null) {
      yaml.put(kind, reaction.id());
    }
  }

  private void rule(Rule rule) {
    Set<Task> tasks = rule.tasks();
    Set<Quality> qualities = rule.qualities();
    if (!tasks.isEmpty() || !qualities.isEmpty()) {
      yaml.section(
          "when",
          () -> {
            yaml.list("task", tasks.stream().sorted().map(Task::id).toList());
            yaml.list("quality", qualities.stream().sorted().map(Quality::id).toList());
          });
    }
    yaml.section(
        "models", () -> rule.shares().forEach(share -> yaml.put(share.model(), share.weight())));
  }
}
