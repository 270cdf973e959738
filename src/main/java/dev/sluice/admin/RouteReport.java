package dev.sluice.admin;

import dev.sluice.bus.RouteQuery;
import dev.sluice.model.Demand;
import dev.sluice.model.Explanation;
import dev.sluice.model.Feature;
import dev.sluice.model.Plan;
import dev.sluice.model.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the routing would do with a request, and why.
 *
 * @param asked name that the request asks for
 * @param model configured name of the model that would serve it
 * @param reason one sentence about the first target, null when the strategy gives none
 * @param request as far as routing decides on it
 * @param eligible the targets that may serve it, in the order of the plan
 * @param excluded the targets that may not, and why
 * @param front ids of the eligible targets that no other one beats in everything; null when the
 *     strategy has no front
 * @param plan ids of the targets to try, in this order
 * @param fallbacks other models that follow, with the targets to try
 */
public record RouteReport(
    String asked,
    String model,
    String strategy,
    @Nullable String reason,
    Request request,
    List<Option> eligible,
    List<Excluded> excluded,
    @Nullable List<String> front,
    List<String> plan,
    List<Fallback> fallbacks) {

  /** The report of a plan. */
  static RouteReport of(RouteQuery query, Plan plan) {
    Explanation why = plan.explanation();
    return new RouteReport(
        query.model(),
        plan.model().name(),
        plan.strategy().id(),
        why == null ? null : why.reason(),
        Request.of(query.demand()),
        why == null
            ? plan.targets().stream().map(target -> Option.bare(target, plan)).toList()
            : why.options().stream().map(Option::of).toList(),
        plan.excluded().stream()
            .map(out -> new Excluded(out.target().value(), out.why().id(), out.cap()))
            .toList(),
        why == null ? null : front(why),
        ids(plan.targets()),
        plan.fallbacks().stream()
            .map(next -> new Fallback(next.model().name(), ids(next.targets())))
            .toList());
  }

  private static @Nullable List<String> front(Explanation why) {
    if (why.options().stream().allMatch(option -> option.front() == null)) {
      return null;
    }
    return why.options().stream()
        .filter(option -> Boolean.TRUE.equals(option.front()))
        .map(option -> option.target().value())
        .toList();
  }

  private static List<String> ids(List<Target> targets) {
    return targets.stream().map(target -> target.id().value()).toList();
  }

  /**
   * A request as far as routing decides on it.
   *
   * @param promptTokens estimate for messages and tools
   * @param maxTokens bound that the request sets, 0 for none
   * @param features what it needs
   * @param conversation fingerprint of its conversation in hexadecimal, null when it has none
   */
  public record Request(
      int promptTokens, int maxTokens, List<String> features, @Nullable String conversation) {
    static Request of(Demand demand) {
      return new Request(
          demand.promptTokens(),
          demand.maxTokens(),
          demand.features().stream().map(Feature::id).sorted().toList(),
          demand.conversation() == 0 ? null : Long.toHexString(demand.conversation()));
    }
  }

  /**
   * A target that may serve the request.
   *
   * @param values of the objectives by name; empty when the strategy looks at none
   * @param score what the targets were ordered by, less is better; null when there is none
   */
  public record Option(
      String target,
      String model,
      Map<String, Value> values,
      @Nullable Boolean front,
      @Nullable Double score) {
    static Option of(Explanation.Option option) {
      Map<String, Value> values = new LinkedHashMap<>();
      option
          .values()
          .forEach((name, value) ->
              values.put(name, new Value(known(value.value()), known(value.uncertainty()))));
      return new Option(
          option.target().value(), option.model(), values, option.front(), known(option.score()));
    }

    static Option bare(Target target, Plan plan) {
      return new Option(target.id().value(), plan.model().name(), Map.of(), null, null);
    }
  }

  /**
   * Value of an objective, in its unit.
   *
   * @param value null when unknown
   * @param uncertainty standard deviation of the value, null when nothing was measured
   */
  public record Value(@Nullable Double value, @Nullable Double uncertainty) {}

  /**
   * A target that may not serve the request, and the first reason that holds.
   *
   * @param cap which cap is spent, null when that is not the reason
   */
  public record Excluded(String target, String why, @Nullable String cap) {
    /** A target that may not serve the request for another reason than a cap. */
    public Excluded(String target, String why) {
      this(target, why, null);
    }
  }

  /** Another model to go on with, and the targets to try. */
  public record Fallback(String model, List<String> targets) {}

  private static @Nullable Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
