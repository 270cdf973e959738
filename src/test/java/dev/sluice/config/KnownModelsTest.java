package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.KnownModel.ListPrice;
import dev.sluice.model.Capabilities;
import dev.sluice.model.Feature;
import dev.sluice.model.Price;
import dev.sluice.model.Target;
import dev.sluice.model.Targets;
import dev.sluice.model.Traits;
import java.net.URI;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KnownModelsTest {
  private static final Price LISTED = new Price(2, 1, 3);
  private static final KnownModel MODEL =
      new KnownModel(
          new Capabilities(1000, 100, Set.of(Feature.TOOLS)),
          new ListPrice(
              "api.maker.example",
              LISTED,
              URI.create("https://maker.example/pricing"),
              LocalDate.of(2025, 10, 1)));
  private static final KnownModel OTHER = new KnownModel(new Capabilities(50, 0, null), null);
  private static final KnownModels ALL =
      new KnownModels(Map.of("m-1", MODEL), Map.of(new NamePattern("m-*"), OTHER));

  @ParameterizedTest
  @CsvSource({"m-1,1000", "M-1,1000", "maker/m-1,1000", "a/b/M-1,1000", "m-2,50", "maker/m-,50"})
  void findsByNameThenByPatternWithoutTheMakersName(String name, int context) {
    KnownModel found = Objects.requireNonNull(ALL.find(name));

    assertThat(found.capabilities().context()).isEqualTo(context);
  }

  @Test
  void knowsNothingOfOtherNames() {
    Target target = target(null, Traits.NONE);

    assertThat(ALL.find("n-1")).isNull();
    assertThat(ALL.complete(target, "n-1", "api.maker.example")).isSameAs(target);
  }

  @Test
  void saysWhatTheTargetDoesNot() {
    Target completed = ALL.complete(target(null, Traits.NONE), "m-1", "api.maker.example");

    assertThat(completed.price()).isEqualTo(LISTED);
    assertThat(completed.traits().capabilities()).isEqualTo(MODEL.capabilities());
  }

  @Test
  void leavesWhatTheTargetSays() {
    Price own = new Price(7, 7, 7);
    Traits traits = new Traits("eu", 0.9, 2, new Capabilities(5, 0, Set.of()));

    Target completed = ALL.complete(target(own, traits), "m-1", "api.maker.example");

    assertThat(completed.price()).isEqualTo(own);
    assertThat(completed.traits())
        .isEqualTo(new Traits("eu", 0.9, 2, new Capabilities(5, 100, Set.of())));
  }

  @Test
  void leavesThePriceOfOtherSellersUnknown() {
    assertThat(ALL.complete(target(null, Traits.NONE), "m-1", "reseller.example").price()).isNull();
    assertThat(ALL.complete(target(null, Traits.NONE), "m-1", null).price()).isNull();
  }

  private static Target target(@Nullable Price price, Traits traits) {
    return Targets.of("one", "m-1").price(price).maxConnections(3).traits(traits).make();
  }
}
