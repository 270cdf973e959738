package dev.sluice.simulation;

import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import dev.sluice.model.Policy;
import dev.sluice.model.Preference;
import dev.sluice.routing.Availability;
import dev.sluice.routing.Catalogue;
import dev.sluice.routing.Router;
import dev.sluice.routing.Statistics;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** The one place where the gateway's own routing is put to work. */
public final class Routers {
  private Routers() {}

  /** The usual policy with that preference and exploration; there are no conversations. */
  public static Policy policy(Preference preference, double exploration) {
    Policy usual = Policy.DEFAULT;
    return new Policy(
        preference,
        usual.constraints(),
        exploration,
        usual.wishes(),
        false,
        usual.failover(),
        usual.rescue(),
        usual.hedging(),
        usual.fallbacks(),
        usual.mirror(),
        usual.strict());
  }

  /** A catalogue of one model. */
  public static Catalogue catalogue(Model model) {
    return new Catalogue(List.of(model), List.of());
  }

  /**
   * The gateway's own router for one lane.
   *
   * @param models gives the catalogue in force
   * @param availability of the targets
   * @param statistics of the targets
   * @param lane number of the lane
   * @param random chance of this lane alone
   */
  public static Planner router(
      Supplier<Catalogue> models,
      Availability availability,
      Statistics statistics,
      int lane,
      SplittableRandom random) {
    Router router = new Router(models, availability, statistics, lane, random);
    return query -> {
      Plan plan = router.plan(query);
      return plan == null ? List.of() : plan.targets();
    };
  }
}
