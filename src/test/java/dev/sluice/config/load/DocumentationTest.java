package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.DecisionsConfig;
import dev.sluice.config.LeasesConfig;
import dev.sluice.config.ModelDefaults;
import dev.sluice.model.FailoverRules;
import dev.sluice.model.Feature;
import dev.sluice.model.Policy;
import dev.sluice.model.Preference;
import dev.sluice.model.Quality;
import dev.sluice.model.Reaction;
import dev.sluice.model.Strategy;
import dev.sluice.model.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reference and the file that users begin with say is what the loader does. */
final class DocumentationTest {
  private static final Path REFERENCE = Path.of("docs/configuration.md");
  private static final Pattern SAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern KEY = Pattern.compile("(?m)^ +(?:- )?([a-z_0-9]+):");

  static Stream<String> samples() throws IOException {
    return SAMPLE
        .matcher(Files.readString(REFERENCE))
        .results()
        .map(sample -> sample.group(1))
        .toList()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleLoads(String yaml) {
    Map<String, String> variables = Map.of("OPENAI_API_KEY_1", "k", "BACKUP_KEY", "k");

    assertThat(
            ConfigLoader.parse(
                    "sample", yaml.replace("${OPENAI_API_KEY}", "${OPENAI_API_KEY_1}"), variables)
                .providers())
        .isNotEmpty();
  }

  @Test
  void namesEveryKeyThatIsPrinted() throws IOException {
    String reference = Files.readString(REFERENCE);
    String printed = ConfigPrinter.print(ConfigLoader.builtIn(Map.of()));

    assertThat(KEY.matcher(printed).results().map(MatchResult::group))
        .map(key -> key.strip().replaceAll("^- |:$", ""))
        .filteredOn(key -> !ConfigLoader.builtIn(Map.of()).toString().contains("name=" + key))
        .filteredOn(key -> !key.equals("demo"))
        .allSatisfy(key ->
            assertThat(Pattern.compile("[`.]" + key + "\\b").matcher(reference).find())
                .as(key)
                .isTrue());
  }

  @Test
  void namesEveryWordThatIsOneOfAFew() throws IOException {
    String reference = Files.readString(REFERENCE);

    assertThat(
            Stream.of(
                    Arrays.stream(Strategy.values()).map(Strategy::id),
                    Arrays.stream(Feature.values()).map(Feature::id),
                    Arrays.stream(Task.values()).map(Task::id),
                    Arrays.stream(Quality.values()).map(Quality::id),
                    Arrays.stream(Reaction.values()).map(Reaction::id),
                    Arrays.stream(LeasesConfig.Store.values()).map(LeasesConfig.Store::id),
                    FailoverRules.KINDS.stream(),
                    Preference.presets().stream())
                .flatMap(words -> words))
        .allMatch(word -> reference.contains("`" + word + "`"));
  }

  @Test
  void theFirstFileSaysTheDefaults() {
    var given = ConfigLoader.builtIn(Map.of());
    var defaults = General.defaults();

    assertThat(given.server()).isEqualTo(defaults.server());
    assertThat(given.limits()).isEqualTo(defaults.limits());
    assertThat(given.failover()).isEqualTo(defaults.failover());
    assertThat(given.breaker()).isEqualTo(defaults.breaker());
    assertThat(given.health()).isEqualTo(defaults.health());
    assertThat(given.stream()).isEqualTo(defaults.stream());
    assertThat(given.decisions()).isEqualTo(DecisionsConfig.defaults());
    assertThat(given.cluster()).isEqualTo(defaults.cluster());
    assertThat(given.leases()).isEqualTo(defaults.leases());
    assertThat(given.reload()).isEqualTo(defaults.reload());
    assertThat(given.defaults()).isEqualTo(ModelDefaults.usual());
    assertThat(given.catalogue()).isEqualTo(KnownModelsReader.builtIn());
    assertThat(given.models().getFirst().policy()).isEqualTo(Policy.DEFAULT);
  }
}
