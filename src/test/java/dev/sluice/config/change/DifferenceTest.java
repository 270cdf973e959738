package dev.sluice.config.change;

import static dev.sluice.config.change.Samples.FIXED;
import static dev.sluice.config.change.Samples.SHARED;
import static dev.sluice.config.change.Samples.WHOLE;
import static dev.sluice.config.change.Samples.load;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.SluiceConfig;
import dev.sluice.config.change.Samples.Edit;
import dev.sluice.config.load.ConfigLoader;
import dev.sluice.config.load.ConfigPrinter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of two configurations. */
final class DifferenceTest {
  private static final Path FIRST_FILE = Path.of("conf/sluice.yaml");
  private static final Pattern KEY = Pattern.compile("(?m)^([a-z]+):");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)");
  private static final Names SAME = new Names(List.of(), List.of(), List.of());

  /** Sections of the file that users begin with which a running node takes. */
  private static final Set<String> TAKEN =
      Set.of("environment", "providers", "models", "virtual", "defaults", "catalogue");

  static Stream<Edit> edits() {
    return Stream.concat(FIXED.stream(), SHARED.stream());
  }

  private static Difference between(String before, String after) {
    return Difference.between(load(before), load(after));
  }

  @Test
  void aConfigurationThatIsReadTwiceIsTheSame() {
    Difference difference = between(WHOLE, WHOLE);

    assertThat(difference).isEqualTo(new Difference(List.of(), SAME, SAME, SAME, false, false));
    assertThat(difference.empty()).isTrue();
    assertThat(difference.lines()).isEmpty();
  }

  @Test
  void theFileThatUsersBeginWithIsTheSameWhenItIsReadTwice() throws IOException {
    String file = Files.readString(FIRST_FILE);
    Map<String, String> variables = new HashMap<>();
    VARIABLE.matcher(file).results().forEach(each -> variables.put(each.group(1), ""));
    variables.replaceAll((name, _) -> name.endsWith("_API_KEY") ? "hidden" : "");
    variables.put("OPENAI_API_KEY_1", "hidden");

    SluiceConfig once = ConfigLoader.parse("one.yaml", file, variables);
    SluiceConfig again = ConfigLoader.parse("two.yaml", file, variables);

    assertThat(Difference.between(once, again).lines()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("edits")
  void whatChangesIsTold(Edit edit) {
    assertThat(between(WHOLE, edit.yaml()).lines()).contains(edit.line());
    assertThat(between(edit.yaml(), WHOLE).empty()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("edits")
  void noCredentialIsTold(Edit edit) {
    Difference difference = between(WHOLE, edit.yaml());

    assertThat(difference.toString() + difference.lines()).doesNotContain("hidden");
  }

  @Test
  void sectionsThatTakeARestartAreInTheOrderOfTheFile() throws IOException {
    String all = WHOLE;
    for (Edit edit : FIXED) {
      all = all.replace(edit.from(), edit.to());
    }

    assertThat(between(WHOLE, all).fixed())
        .isEqualTo(
            KEY.matcher(Files.readString(FIRST_FILE))
                .results()
                .map(key -> key.group(1))
                .filter(not(TAKEN::contains))
                .toList());
  }

  @Test
  void everyPartOfAConfigurationIsLookedAt() throws ReflectiveOperationException {
    SluiceConfig before = load(WHOLE);
    List<SluiceConfig> others = new ArrayList<>(edits().map(edit -> load(edit.yaml())).toList());
    others.add(load(WHOLE.replace("catalogue: true", "catalogue: false")));
    others.add(load(WHOLE.replace("exploration: 0.1", "exploration: 0.2")));

    for (RecordComponent part : SluiceConfig.class.getRecordComponents()) {
      List<SluiceConfig> differing = new ArrayList<>();
      for (SluiceConfig other : others) {
        if (!part.getAccessor().invoke(before).equals(part.getAccessor().invoke(other))) {
          differing.add(other);
        }
      }
      assertThat(differing)
          .as(part.getName())
          .isNotEmpty()
          .allMatch(other -> !Difference.between(before, other).empty());
    }
  }

  @Test
  void namesAreSorted() {
    String before =
        """
        providers: {z: {type: simulator}, p: {type: simulator}, a: {type: simulator}}
        models:
          y: {targets: [{provider: z}, {provider: p}, {provider: a}]}
          b: {targets: [{provider: z}]}
        virtual: {v: [{model: y}]}
        """;
    String after =
        """
        providers: {q: {type: simulator}, p: {type: simulator, seed: 2}, c: {type: simulator}}
        models:
          y: {targets: [{provider: p}]}
          x: {targets: [{provider: q}]}
          d: {targets: [{provider: c}]}
        virtual: {v: [{model: d}]}
        """;

    assertThat(between(before, after).lines())
        .containsExactly(
            "provider a removed",
            "provider z removed",
            "provider p changed",
            "provider c added",
            "provider q added",
            "model b removed",
            "model y changed",
            "model d added",
            "model x added",
            "virtual model v changed");
  }

  @Test
  void whatHoldsForAllModelsIsToldWithTheModelsThatTakeIt() {
    String own = "gpt-4o: {targets: [{provider: open, model: gpt-4o}]}";
    String before = WHOLE.replace(own, own.replace("{targets", "{exploration: 0, targets"));

    Difference difference = between(before, before.replace("exploration: 0.1", "exploration: 0.2"));

    assertThat(difference.defaults()).isTrue();
    assertThat(difference.lines())
        .containsExactly(
            "model *-gpt changed", "model fast changed", "model gpt-* changed", "defaults changed");
  }

  @Test
  void theCatalogueIsToldWithTheModelsThatTakeFromIt() {
    Difference difference = between(WHOLE, WHOLE.replace("catalogue: true", "catalogue: false"));

    assertThat(difference.catalogue()).isTrue();
    assertThat(difference.lines()).containsExactly("model gpt-4o changed", "catalogue changed");
  }

  @Test
  void anotherOrderOfPatternsIsADifferenceButAnAdditionBeforeThemIsNone() {
    String providers = "providers: {sim: {type: simulator}}\nmodels:\n";
    String one = "  a*: {targets: [{provider: sim}]}\n";
    String two = "  '*z': {targets: [{provider: sim}]}\n";
    String three = "  m: {targets: [{provider: sim}]}\n";

    assertThat(between(providers + one + two, providers + two + one).lines())
        .containsExactly("models in another order");
    assertThat(between(providers + one + two, providers + three + one + two).lines())
        .containsExactly("model m added");
    assertThat(between(providers + one + three + two, providers + one + two).lines())
        .containsExactly("model m removed");
  }

  @Property(tries = 200)
  void onlyEqualConfigurationsAreWithoutDifference(
      @ForAll("configurations") String one, @ForAll("configurations") String other) {
    SluiceConfig before = load(one);
    SluiceConfig after = load(other);

    Difference difference = Difference.between(before, after);

    assertThat(difference.empty()).isEqualTo(before.equals(after));
    assertThat(difference.lines().isEmpty()).isEqualTo(difference.empty());
    assertThat(Difference.between(after, before).empty()).isEqualTo(difference.empty());
  }

  /** Else the nodes of a fleet could not agree on what their files say. */
  @Property(tries = 50)
  void equalConfigurationsArePrintedAlike(@ForAll long seed) {
    String[] rules = {"seed: drop", "n: drop", "tool_choice: {words: {a: b, c: d, e: f}}"};
    List<String> shuffled = new ArrayList<>(List.of(rules));
    Collections.shuffle(shuffled, new Random(seed));

    SluiceConfig one = house(List.of(rules));
    SluiceConfig other = house(shuffled);

    assertThat(Difference.between(one, other).lines()).isEmpty();
    assertThat(ConfigPrinter.printShared(one))
        .isEqualTo(ConfigPrinter.printShared(other))
        .containsSubsequence("a: \"b\"", "c: \"d\"", "e: \"f\"");
  }

  private static SluiceConfig house(List<String> rules) {
    return load(
        "providers: {house: {type: compatible, base_url: 'https://a.example', discover: true,"
            + " descriptor: {parameters: {"
            + String.join(", ", rules)
            + "}}}}");
  }

  /** The whole one after at most three edits that do not touch each other. */
  @Provide
  Arbitrary<String> configurations() {
    return Arbitraries.of(edits().filter(edit -> !edit.from().contains("virtual:")).toList())
        .set()
        .ofMaxSize(3)
        .map(edits -> {
          String yaml = WHOLE;
          for (Edit edit : edits) {
            yaml = yaml.replace(edit.from(), edit.to());
          }
          return yaml;
        });
  }
}
