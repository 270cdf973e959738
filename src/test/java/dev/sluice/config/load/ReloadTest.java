package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.config.ReloadConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings about a changed file. */
final class ReloadTest {
  private static final String REST =
      """
      providers: {sim: {type: simulator}}
      models: {m: {targets: [{provider: sim}]}}
      """;

  private static ReloadConfig read(String yaml) {
    return ConfigLoader.parse("test.yaml", yaml + "\n" + REST, Map.of()).reload();
  }

  @ParameterizedTest
  @CsvSource({"100ms, 100", "1h, 3600000", "30s, 30000"})
  void theFileIsLookedAtAsOftenAsItSays(String watch, long millis) {
    ReloadConfig read = read("reload: {watch: " + watch + "}");

    assertThat(read.watch()).isEqualTo(Duration.ofMillis(millis));
    assertThat(read.watches()).isTrue();
  }

  @Test
  void itIsLookedAtOnlyWhenSomebodyAsksOnRequest() {
    assertThat(read("reload: {watch: 0}").watches()).isFalse();
  }

  @Test
  void itIsLookedAtEveryTwoSecondsUnlessSaidOtherwise() {
    assertThat(read("stream: {}").watch()).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "watch: 99ms | reload.watch: must be 0, or 100ms to 1h, not \"99ms\"",
        "watch: 2h | reload.watch: must be 0, or 100ms to 1h, not \"2h\"",
        "watch: soon | reload.watch: must be a duration",
        "wtach: 2s | reload.wtach: unknown key; did you mean \"watch\"?"
      })
  void whatCannotBeIsTold(String line, String problem) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read("reload: {" + line + "}"))
        .withMessageContaining("test.yaml:1 " + problem);
  }
}
