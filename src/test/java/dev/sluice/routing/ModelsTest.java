package dev.sluice.routing;

import static dev.sluice.routing.Fixtures.discovering;
import static dev.sluice.routing.Fixtures.model;
import static dev.sluice.routing.Fixtures.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.bus.RouteQuery;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stays when another catalogue is configured. */
final class ModelsTest {
  private final Models models = new Models(catalogue("p", fixed()));
  private final Router router =
      new Router(
          models::current, new Fixtures.Weather(), new NoStatistics(), 0, new SplittableRandom(1));

  @Test
  void whatProvidersHaveListedStays() {
    listed("p", "new");

    models.adopt(catalogue("p", fixed(), model("other")));

    assertThat(models.current().names()).containsExactly("m", "new", "other");
  }

  @Test
  void whatAProviderListedThatDiscoversNoMoreIsGone() {
    listed("p", "new");

    models.adopt(new Catalogue(List.of(fixed()), List.of()));

    assertThat(models.current().names()).containsExactly("m");
    models.adopt(catalogue("p", fixed()));
    assertThat(models.current().names()).as("until it lists them again").containsExactly("m");
  }

  @Test
  void aListedNameThatIsConfiguredNowIsServedAsConfigured() {
    listed("p", "new", "newer");
    Model configured = model("new");

    models.adopt(catalogue("p", configured));

    assertThat(models.current().find("new")).isSameAs(configured);
    assertThat(models.current().names()).containsExactly("new", "newer");
  }

  @Test
  void modelsThatAreEqualInBothKeepTheirTurns() {
    assertThat(first("m")).isEqualTo("a");

    models.adopt(catalogue("q", model("other"), fixed()));

    assertThat(first("m")).isEqualTo("b");
  }

  @Test
  void aModelThatHasChangedBeginsAnew() {
    assertThat(first("m")).isEqualTo("a");

    models.adopt(
        catalogue("p", model("m", Strategy.ROUND_ROBIN, target("a", 2, 1), target("b", 1, 1))));

    assertThat(first("m")).isEqualTo("a");
  }

  @Test
  void listedModelsKeepTheirTurns() {
    models.adopt(new Catalogue(List.of(), List.of(discovering("p"), discovering("q"))));
    listed("p", "new");
    listed("q", "new");
    String before = first("new");

    models.adopt(
        new Catalogue(List.of(model("other")), List.of(discovering("p"), discovering("q"))));

    assertThat(first("new")).isNotEqualTo(before);
  }

  @Test
  void namesOfAPatternKeepItsTurns() {
    models.adopt(catalogue("p", pattern()));
    assertThat(first("x-1")).isEqualTo("a");

    models.adopt(catalogue("p", pattern(), model("other")));

    assertThat(first("x-1")).isEqualTo("b");
    assertThat(first("x-2")).isEqualTo("a");
  }

  @Test
  void namesOfAPatternBeginAnewWhenItHasChanged() {
    models.adopt(catalogue("p", pattern()));
    assertThat(first("x-1")).isEqualTo("a");

    models.adopt(
        catalogue("p", model("x-*", Strategy.ROUND_ROBIN, target("c", 1, 1), target("d", 1, 1))));

    assertThat(first("x-1")).isEqualTo("c");
  }

  @Test
  void namesThatClientsMadeUpLeaveNothingBehind() {
    models.adopt(catalogue("p", pattern()));
    IntStream.range(0, 10_000).forEach(number -> first("x-" + number));

    for (int change = 0; change < 5; change++) {
      models.adopt(catalogue("p", pattern(), model("other-" + change)));
    }

    assertThat(models.current().planned()).hasSize(3);
  }

  private void listed(String provider, String... names) {
    models.adopt(models.current().listed(provider, Set.of(names)));
  }

  private static Model fixed() {
    return model("m", Strategy.ROUND_ROBIN, target("a", 1, 1), target("b", 1, 1));
  }

  private static Model pattern() {
    return model("x-*", Strategy.ROUND_ROBIN, target("a", 1, 1), target("b", 1, 1));
  }

  private static Catalogue catalogue(String discovering, Model... models) {
    return new Catalogue(List.of(models), List.of(discovering(discovering)));
  }

  @CanIgnoreReturnValue
  private String first(String name) {
    Plan plan = router.plan(new RouteQuery(Endpoint.CHAT, name));
    return plan == null
        ? "none"
        : plan.targets().stream().map(Target::provider).findFirst().orElse("none");
  }
}
