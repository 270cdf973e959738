package dev.sluice.routing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.bus.RouteQuery;
import dev.sluice.config.ModelDefaults;
import dev.sluice.model.Capabilities;
import dev.sluice.model.Constraints;
import dev.sluice.model.Demand;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Estimate;
import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import dev.sluice.model.Policy;
import dev.sluice.model.Preference;
import dev.sluice.model.Price;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.TargetStatistics;
import dev.sluice.model.Targets;
import dev.sluice.model.Traits;
import dev.sluice.model.VirtualModel;
import dev.sluice.model.Wishes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Models, what is known of their targets, and a router that plans for them. */
final class Scene implements Statistics {
  private static final Duration SECOND = Duration.ofSeconds(1);

  final Fixtures.Weather weather = new Fixtures.Weather();
  private final Map<TargetId, TargetStatistics> known = new HashMap<>();
  private final Map<TargetId, Integer> underWay = new HashMap<>();
  private final Router router;

  Scene(List<Model> models, VirtualModel... virtual) {
    Catalogue catalogue =
        new Catalogue(models, List.of(), List.of(virtual), ModelDefaults.usual(), Completion.NONE);
    this.router = new Router(() -> catalogue, weather, this, 0, new SplittableRandom(1));
  }

  /** One model of the name {@code m} that explores nothing. */
  static Scene of(Strategy strategy, Constraints constraints, Target... targets) {
    return new Scene(List.of(model("m", strategy, constraints, List.of(), targets)));
  }

  static Model model(
      String name,
      Strategy strategy,
      Constraints constraints,
      List<String> fallbacks,
      Target... targets) {
    Policy usual = Policy.DEFAULT;
    return new Model(
        name,
        strategy,
        List.of(targets),
        new Policy(
            Preference.BALANCED,
            constraints,
            0,
            true,
            usual.affinity(),
            usual.failover(),
            false,
            usual.hedging(),
            fallbacks,
            null,
            usual.strict()));
  }

  static Target target(String provider, Price price, Traits traits) {
    return target(provider, price, 0, traits);
  }

  static Target target(String provider, Capabilities capabilities) {
    return target(provider, new Price(1, 1, 1), new Traits(null, 0.5, 0, capabilities));
  }

  static Target target(String provider, Price price, int maxConnections, Traits traits) {
    return Targets.of(provider, "m")
        .price(price)
        .timeouts(SECOND)
        .maxConnections(maxConnections)
        .traits(traits)
        .make();
  }

  /** What was measured of a provider's target in so many attempts. */
  @CanIgnoreReturnValue
  Scene knows(
      String provider, double attempts, double success, double firstToken, double throughput) {
    known.put(
        TargetId.of(provider, "m"),
        new TargetStatistics(
            attempts,
            attempts * success,
            new Estimate(firstToken, 0, attempts),
            Estimate.NONE,
            new Estimate(throughput, 0, attempts),
            new Estimate(200, 0, attempts),
            0,
            0));
    return this;
  }

  void busy(String provider, int attempts) {
    underWay.put(TargetId.of(provider, "m"), attempts);
  }

  Plan plan() {
    return plan("m", Demand.PLAIN, Wishes.NONE);
  }

  Plan plan(Demand demand) {
    return plan("m", demand, Wishes.NONE);
  }

  Plan plan(Wishes wishes) {
    return plan("m", Demand.PLAIN, wishes);
  }

  Plan plan(String model, Demand demand, Wishes wishes) {
    Plan plan = router.plan(new RouteQuery(Endpoint.CHAT, model, demand, wishes));
    if (plan == null) {
      throw new AssertionError("no plan for " + model);
    }
    return plan;
  }

  static List<String> providers(Plan plan) {
    return plan.targets().stream().map(Target::provider).toList();
  }

  @Override
  public TargetStatistics of(Target target) {
    return known.getOrDefault(target.id(), TargetStatistics.NONE);
  }

  @Override
  public int inFlight(Target target) {
    return underWay.getOrDefault(target.id(), 0);
  }

  @Override
  public double peakFirstToken(Target target) {
    return 0;
  }
}
