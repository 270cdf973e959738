package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigSourceTest {
  private static final String YAML =
      "{server: {port: 81}, providers: {s: {type: simulator}},"
          + " models: {m: {targets: [{provider: s}]}}}";

  @TempDir private Path directory;
  private Path usual = Path.of("");

  @BeforeEach
  void makeTheUsualFile() throws IOException {
    usual = directory.resolve(ConfigSource.USUAL_FILE);
    Files.createDirectories(directory.resolve("conf"));
    Files.writeString(usual, YAML);
  }

  @Test
  void prefersTheFileNamedExplicitly() {
    Path named = Path.of("named.yaml");

    assertThat(ConfigSource.choose(named, directory, Map.of("SLUICE_CONFIG", "other.yaml")).name())
        .isEqualTo("named.yaml");
  }

  @Test
  void thenTheFileOfTheVariable() {
    assertThat(ConfigSource.choose(null, directory, Map.of("SLUICE_CONFIG", "other.yaml")).name())
        .isEqualTo("other.yaml");
  }

  @Test
  void thenTheUsualFile() {
    ConfigSource source = ConfigSource.choose(null, directory, Map.of("OPENAI_API_KEY", "k"));

    assertThat(source.name()).isEqualTo(usual.toString());
    assertThat(source.load().server().port()).isEqualTo(81);
  }

  @Test
  void thenTheEnvironment() throws IOException {
    Files.delete(usual);

    ConfigSource source = ConfigSource.choose(null, directory, Map.of("OPENAI_API_KEY_3", "k"));

    assertThat(source.name()).isEqualTo("environment");
    assertThat(source.load().providers()).hasSize(1);
  }

  @Test
  void thenWhatIsBuiltIn() throws IOException {
    Files.delete(usual);

    ConfigSource source = ConfigSource.choose(null, directory, Map.of("OPENAI_API_KEY", ""));

    assertThat(source.load().models().getFirst().name()).isEqualTo("demo");
  }

  @Test
  void neverPassesOverANamedFileThatIsMissing() {
    Path missing = directory.resolve("missing.yaml");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigSource.resolve(missing, Map.of()))
        .withMessage(missing + ": no such file");
  }

  @Test
  void printsNoVariable() {
    Map<String, String> variables = Map.of("OPENAI_API_KEY", "hidden");

    assertThat(ConfigSource.choose(null, directory, variables).toString()).doesNotContain("hidden");
    assertThat(ConfigSource.choose(null, directory.resolve("conf"), variables).toString())
        .doesNotContain("hidden");
  }
}
