package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.config.PassingConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings about what is passed on. */
final class PassingTest {
  private static final String PROVIDERS =
      """
      providers:
        keeper: {type: openai, base_url: https://example.com/v1, api_key: k}
        sim: {type: simulator}
      models:
        m: {targets: [{provider: sim}]}
      """;

  private static PassingConfig read(String yaml) {
    return ConfigLoader.parse("test", PROVIDERS + yaml, Map.of()).passing();
  }

  @Test
  void aProviderThatOnlyKeepsFilesIsUsed() {
    PassingConfig read =
        read(
            """
            files: {provider: keeper}
            passthrough: [keeper]
            realtime: {idle: 5s, lifetime: 10m}
            """);

    assertThat(read)
        .isEqualTo(
            new PassingConfig(
                "keeper", List.of("keeper"), Duration.ofSeconds(5), Duration.ofMinutes(10)));
  }

  @Test
  void whatIsPrintedCanBeReadAgain() {
    String yaml = PROVIDERS + "files: {provider: keeper}\nrealtime: {idle: 5s}\n";
    var config = ConfigLoader.parse("test", yaml, Map.of());
    String printed = ConfigPrinter.print(config);

    assertThat(ConfigLoader.parse("printed", printed, Map.of()).passing())
        .isEqualTo(config.passing());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "files: {provider: keper}|no provider named \"keper\"; did you mean \"keeper\"?",
        "passthrough: [keeper, none]|no provider named \"none\"",
        "passthrough: [keeper, sim]|must be a provider that is reached over the network",
        "passthrough: [keeper]~files: {providers: keeper}|providers",
        "passthrough: [keeper]~realtime: {lifetime: 0s}|lifetime",
      })
  void aWrongNameIsToldWithItsPlace(String yaml, String told) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> assertThat(read(yaml.replace("~", "\n") + "\n")).isNull())
        .withMessageContaining(told);
  }
}
