package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.CompatibleConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.config.descriptor.ErrorRule.Meaning;
import dev.sluice.model.Endpoint;
import dev.sluice.model.FieldRule.Treatment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the page about providers shows is what the loader takes. */
final class ProvidersPageTest {
  private static final Path PAGE = Path.of("docs/providers.md");
  private static final Pattern SAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  static Stream<String> samples() throws IOException {
    return SAMPLE
        .matcher(Files.readString(PAGE))
        .results()
        .map(sample -> sample.group(1))
        .toList()
        .stream();
  }

  private static SluiceConfig load(String sample) {
    return ConfigLoader.parse("sample", sample, Map.of());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleLoadsAndIsReadAsItIsPrinted(String sample) {
    SluiceConfig config = load(sample);

    String printed = ConfigPrinter.print(config);

    assertThat(config.providers()).isNotEmpty();
    assertThat(ConfigPrinter.print(load(printed))).isEqualTo(printed);
  }

  @Test
  void aProviderWithoutItsKeyIsDisabled() throws IOException {
    assertThat(
            samples()
                .flatMap(sample -> load(sample).providers().stream())
                .filter(ProviderConfig::enabled)
                .map(ProviderConfig::name))
        .containsExactly("own");
  }

  @Test
  void namesEveryDescriptorWithItsEndpoints() throws IOException {
    String page = Files.readString(PAGE);

    for (String name : Descriptors.NAMES) {
      CompatibleConfig config =
          (CompatibleConfig)
              load("providers: {p: {type: compatible, base_url: 'http://h', descriptor: "
                      + name
                      + "}}\nmodels: {m: {targets: [{provider: p}]}}\n")
                  .providers()
                  .getFirst();
      String row =
          page.lines()
              .filter(line -> line.matches("\\| `" + name + "`( \\|[^|]*){3}\\|"))
              .findFirst()
              .orElse("");
      assertThat(row.split("\\|", -1)[3].strip().split(", ", -1))
          .containsExactlyInAnyOrder(
              config.descriptor().paths().keySet().stream()
                  .map(Endpoint::id)
                  .toArray(String[]::new));
    }
  }

  @Test
  void namesEveryWordThatIsOneOfAFew() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(
            Stream.concat(
                Arrays.stream(Meaning.values()).map(Meaning::id),
                Arrays.stream(Treatment.values()).map(Treatment::id)))
        .allMatch(word -> page.contains("`" + word + "`"));
  }
}
