package dev.sluice.routing;

import static dev.sluice.routing.Fixtures.discovering;
import static dev.sluice.routing.Fixtures.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.model.Model;
import dev.sluice.model.Target;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CatalogueTest {
  private final Catalogue configured =
      new Catalogue(
          List.of(
              model("gpt-4o"), model("gpt-*"), model("*"), model("gpt-4o-*-mini"), model("c*e")),
          List.of());

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, gpt-4o",
    "gpt-4o-mini, gpt-*",
    "gpt-4o-x-mini, gpt-4o-*-mini",
    "gpt-, gpt-*",
    "claude, c*e",
    "ce, c*e",
    "c, *",
    "anything at all, *",
  })
  void aNameIsServedByTheMostSpecificModel(String name, String expected) {
    assertThat(nameOf(configured.find(name))).isEqualTo(expected);
  }

  @Test
  void ofEquallySpecificPatternsTheOneConfiguredFirstServes() {
    Catalogue catalogue = new Catalogue(List.of(model("a*"), model("*b")), List.of());
    assertThat(nameOf(catalogue.find("ab"))).isEqualTo("a*");
  }

  @ParameterizedTest
  @CsvSource({"aba, false", "abba, true", "ab-ba, true", "ab, false", "xabba, false"})
  void theEndsOfAPatternDoNotOverlap(String name, boolean served) {
    Catalogue catalogue = new Catalogue(List.of(model("ab*ba")), List.of());
    assertThat(catalogue.find(name) != null).isEqualTo(served);
  }

  @ParameterizedTest
  @CsvSource({"x-1-2, true", "x-2-1, false", "x-12, true", "-1-2, true", "x, false"})
  void partsOfAPatternComeInTheirOrder(String name, boolean served) {
    Catalogue catalogue = new Catalogue(List.of(model("*-*1*2")), List.of());
    assertThat(catalogue.find(name) != null).isEqualTo(served);
  }

  @Test
  void anUnknownNameIsServedByNoModel() {
    Catalogue catalogue = new Catalogue(List.of(model("gpt-4o")), List.of(discovering("openai")));
    assertThat(catalogue.find("gpt-5")).isNull();
  }

  @Test
  void aListedNameIsServedByItsProviderUnderThatName() {
    Target openai = discovering("openai");
    Catalogue catalogue =
        new Catalogue(List.of(), List.of(openai)).listed("openai", Set.of("gpt-5"));
    assertThat(targetsOf(catalogue.find("gpt-5"))).containsExactly(openai);
    assertThat(openai.upstreamFor("gpt-5")).isEqualTo("gpt-5");
  }

  @Test
  void aNameListedByTwoProvidersIsServedByBoth() {
    Target one = discovering("one");
    Target two = discovering("two");
    Catalogue catalogue =
        new Catalogue(List.of(), List.of(two, one))
            .listed("two", Set.of("shared", "own"))
            .listed("one", Set.of("shared"));
    assertThat(targetsOf(catalogue.find("shared"))).containsExactly(one, two);
    assertThat(targetsOf(catalogue.find("own"))).containsExactly(two);
  }

  @Test
  void aListingTakesNoNameFromTheConfiguration() {
    Catalogue catalogue =
        new Catalogue(List.of(model("gpt-4o"), model("claude-*")), List.of(discovering("other")))
            .listed("other", Set.of("gpt-4o", "claude-x", "free"));
    assertThat(nameOf(catalogue.find("gpt-4o"))).isEqualTo("gpt-4o");
    assertThat(targetsOf(catalogue.find("gpt-4o")).getFirst().provider()).isEqualTo("of-gpt-4o");
    assertThat(nameOf(catalogue.find("claude-x"))).isEqualTo("claude-*");
    assertThat(targetsOf(catalogue.find("free")).getFirst().provider()).isEqualTo("other");
  }

  @Test
  void aNewListingReplacesTheLastOne() {
    Catalogue catalogue =
        new Catalogue(List.of(), List.of(discovering("p")))
            .listed("p", Set.of("old", "both"))
            .listed("p", Set.of("new", "both"));
    assertThat(catalogue.names()).containsExactly("both", "new");
    assertThat(catalogue.find("old")).isNull();
  }

  @Test
  void aRepeatedListingChangesNothing() {
    Catalogue catalogue =
        new Catalogue(List.of(), List.of(discovering("p"))).listed("p", Set.of("m"));
    assertThat(catalogue.listed("p", Set.of("m"))).isSameAs(catalogue);
  }

  @Test
  void theListingOfAProviderThatDiscoversNothingIsIgnored() {
    Catalogue catalogue = new Catalogue(List.of(model("m")), List.of());
    assertThat(catalogue.listed("p", Set.of("n"))).isSameAs(catalogue);
  }

  @Test
  void aListedNameIsNeverTakenForAPattern() {
    Catalogue catalogue =
        new Catalogue(List.of(), List.of(discovering("p"))).listed("p", Set.of("*", "m"));
    assertThat(catalogue.names()).containsExactly("m");
  }

  @Test
  void namesAreSortedAndHoldNoPatterns() {
    Catalogue catalogue =
        new Catalogue(List.of(model("z"), model("a*"), model("b")), List.of(discovering("p")))
            .listed("p", Set.of("m"));
    assertThat(catalogue.names()).containsExactly("b", "m", "z");
  }

  @Test
  void twoModelsOfOneNameAreRefused() {
    List<Model> twice = List.of(model("m"), model("m"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Catalogue(twice, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "gpt4o, gpt-4o",
    "GPT-4O, gpt-4o",
    "gpt-4o-mini-, gpt-4o-mini",
    "openai/gpt-4o, gpt-4o",
    "gpt-40, gpt-4o",
    "claud-sonet, claude-sonnet",
    "llama,",
    "g,",
  })
  void theNearestNameIsSuggested(String name, @Nullable String expected) {
    Catalogue catalogue =
        new Catalogue(
            List.of(model("gpt-4o"), model("gpt-4o-mini"), model("claude-sonnet")), List.of());
    assertThat(catalogue.nearest(name)).isEqualTo(expected);
  }

  @Test
  void longNamesGetNoSuggestion() {
    String name = "m".repeat(65);
    Catalogue catalogue = new Catalogue(List.of(model(name)), List.of());
    assertThat(catalogue.nearest(name.substring(1) + "x")).isNull();
  }

  private static @Nullable String nameOf(@Nullable Model model) {
    return model == null ? null : model.name();
  }

  private static List<Target> targetsOf(@Nullable Model model) {
    return model == null ? List.of() : model.targets();
  }
}
