package dev.sluice.routing;

import static dev.sluice.routing.Fixtures.discovering;
import static dev.sluice.routing.Fixtures.model;
import static dev.sluice.routing.Fixtures.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.bus.RouteQuery;
import dev.sluice.config.ModelDefaults;
import dev.sluice.model.Capabilities;
import dev.sluice.model.Demand;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import dev.sluice.model.Policy;
import dev.sluice.model.Preference;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.VirtualModel;
import dev.sluice.model.VirtualModel.Rule;
import dev.sluice.model.VirtualModel.Share;
import dev.sluice.model.Wishes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is known of a name that a target passes on, and what holds for names that are listed. */
final class CompletionTest {
  private static final Policy CHEAP = policy(List.of());
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void aTargetOfAPatternKnowsTheWindowOfTheNameThatIsAskedFor() {
    Router router = router(catalogue(model("*", Strategy.ROUND_ROBIN, discovering("p"))));

    assertThat(eligible(router, "small", 5_000)).isEmpty();
    assertThat(eligible(router, "small", 500)).hasSize(1);
    assertThat(eligible(router, "large", 5_000)).hasSize(1);
    assertThat(eligible(router, "unknown", 5_000)).hasSize(1);
  }

  @Test
  void aListedNameKnowsItsWindow() {
    Router router = router(catalogue().listed("p", Set.of("small", "large")));

    assertThat(eligible(router, "small", 5_000)).isEmpty();
    assertThat(eligible(router, "large", 5_000)).hasSize(1);
  }

  @Test
  void aListedNameIsServedAsTheDefaultsSay() {
    Policy policy = policy(List.of("m", "listed"));
    Catalogue catalogue =
        new Catalogue(
                List.of(model("m")),
                List.of(discovering("p")),
                List.of(),
                new ModelDefaults(Strategy.COST, policy),
                Completion.NONE)
            .listed("p", Set.of("listed"));

    Model listed = plan(router(catalogue), "listed", 0).model();

    assertThat(listed.strategy()).isEqualTo(Strategy.COST);
    assertThat(listed.policy()).isEqualTo(policy(List.of("m")));
  }

  @Test
  void aPatternKeepsItsNameAndNamesOfWhichTheSameIsKnownShareItsTurns() {
    Router router =
        router(catalogue(model("*", Strategy.ROUND_ROBIN, discovering("a"), discovering("b"))));

    List<Plan> plans = new ArrayList<>();
    for (String name : List.of("x", "small", "y", "small")) {
      plans.add(plan(router, name, 0));
    }

    assertThat(plans).extracting(plan -> plan.model().name()).containsOnly("*");
    assertThat(plans)
        .extracting(plan -> plan.targets().getFirst().provider())
        .containsExactly("a", "a", "b", "b");
  }

  @Test
  void whatIsKnownOfANameIsLookedUpOnce() {
    Router router = router(catalogue(model("*", Strategy.ROUND_ROBIN, discovering("p"))));
    plan(router, "small", 0);
    int once = asked.get();

    plan(router, "small", 0);

    assertThat(asked).hasValue(once);
  }

  @Test
  void madeUpNamesLeaveNothingBehind() {
    Catalogue catalogue = catalogue(model("*", Strategy.ROUND_ROBIN, discovering("p")));
    Router router = router(catalogue);

    IntStream.range(0, 20_000).forEach(k -> plan(router, "name-" + k, 0));
    plan(router, "n".repeat(1_000), 0);

    assertThat(catalogue.planned()).hasSize(2);
    assertThat(eligible(router, "small", 5_000)).isEmpty();
  }

  @Test
  void aTargetWithANameOfItsOwnStaysAsItIs() {
    Router router = router(catalogue(model("s*", Strategy.ROUND_ROBIN, target("p", 1, 1))));

    assertThat(eligible(router, "small", 5_000)).hasSize(1);
  }

  @Test
  void aVirtualModelStandsForANameThatAPatternServes() {
    VirtualModel auto =
        new VirtualModel(
            "auto", List.of(new Rule(Set.of(), Set.of(), List.of(new Share("small", 1)))));
    Model any = model("*", Strategy.ROUND_ROBIN, discovering("p"));
    Router router = router(catalogue(List.of(auto), any));

    Plan plan = plan(router, "auto", 0);

    assertThat(plan.model().name()).isEqualTo("small");
    assertThat(plan.targets())
        .extracting(each -> each.traits().capabilities().context())
        .containsExactly(1_000);
  }

  @Test
  void aVirtualNameIsServedByAllThatItsRulesName() {
    VirtualModel auto =
        new VirtualModel(
            "auto",
            List.of(
                new Rule(Set.of(), Set.of(), List.of(new Share("small", 1), new Share("m", 1)))));
    Catalogue catalogue =
        catalogue(List.of(auto), model("m"), model("*", Strategy.ROUND_ROBIN, discovering("p")));

    assertThat(catalogue.servers("auto")).extracting(Model::name).containsExactly("small", "m");
    assertThat(catalogue.servers("m")).extracting(Model::name).containsExactly("m");
    assertThat(new Catalogue(List.of(), List.of()).servers("m")).isEmpty();
  }

  @Test
  void aFallbackMayBeANameThatAPatternServes() {
    Model first =
        new Model("m", Strategy.ROUND_ROBIN, List.of(target("a", 1, 1)), policy(List.of("large")));
    Router router = router(catalogue(first, model("l*", Strategy.ROUND_ROBIN, discovering("p"))));

    Plan plan = plan(router, "m", 0);

    assertThat(plan.fallbacks()).extracting(next -> next.model().name()).containsExactly("large");
    assertThat(plan.fallbacks().getFirst().targets()).hasSize(1);
  }

  @Test
  void aListingKeepsTheTurnsOfAPattern() {
    Catalogue before =
        catalogue(model("s*", Strategy.ROUND_ROBIN, target("a", 1, 1), target("b", 1, 1)));
    Catalogue[] now = {before};
    Router router =
        new Router(
            () -> now[0], new Fixtures.Weather(), new NoStatistics(), 0, new SplittableRandom(1));
    plan(router, "small", 0);

    now[0] = before.listed("p", Set.of("new"));

    assertThat(plan(router, "small", 0).targets().getFirst().provider()).isEqualTo("b");
  }

  private Catalogue catalogue(Model... models) {
    return catalogue(List.of(), models);
  }

  private Catalogue catalogue(List<VirtualModel> virtual, Model... models) {
    return new Catalogue(
        List.of(models),
        List.of(discovering("p")),
        virtual,
        new ModelDefaults(Strategy.WEIGHTED, CHEAP),
        this::complete);
  }

  private Target complete(Target target, String name) {
    asked.incrementAndGet();
    return switch (name) {
      case "small" -> sized(target, 1_000);
      case "large" -> sized(target, 1_000_000);
      default -> target;
    };
  }

  private static Target sized(Target from, int context) {
    return from.with(null, from.traits().with(new Capabilities(context, 0, null)));
  }

  private static Policy policy(List<String> fallbacks) {
    Policy usual = Policy.DEFAULT;
    return new Policy(
        Preference.CHEAP,
        usual.constraints(),
        usual.exploration(),
        usual.wishes(),
        usual.affinity(),
        usual.failover(),
        usual.rescue(),
        usual.hedging(),
        fallbacks,
        null,
        usual.strict());
  }

  private static Router router(Catalogue catalogue) {
    return new Router(
        () -> catalogue, new Fixtures.Weather(), new NoStatistics(), 0, new SplittableRandom(1));
  }

  private static List<Target> eligible(Router router, String name, int promptTokens) {
    return plan(router, name, promptTokens).targets();
  }

  @CanIgnoreReturnValue
  private static Plan plan(Router router, String name, int promptTokens) {
    Demand demand = new Demand(promptTokens, 0, Set.of(), 0);
    Plan plan = router.plan(new RouteQuery(Endpoint.CHAT, name, demand, Wishes.NONE));
    if (plan == null) {
      throw new AssertionError("no plan for " + name);
    }
    return plan;
  }
}
