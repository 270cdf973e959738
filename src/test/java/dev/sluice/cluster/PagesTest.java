package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.load.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages about fleets show and refer to. */
final class PagesTest {
  private static final Path FOLDER = Path.of("docs");
  private static final Pattern SAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+\\.\\w+)(?:#[^)]*)?\\)");

  static Stream<String> samples() throws IOException {
    return SAMPLE
        .matcher(Files.readString(FOLDER.resolve("operating-a-fleet.md")))
        .results()
        .map(sample -> sample.group(1))
        .toList()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyConfigurationLoads(String yaml) {
    assertThat(ConfigLoader.parse("sample", yaml, Map.of()).models()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"operating-a-fleet.md", "scaling.md"})
  void everyFileThatIsReferredToIsThere(String page) throws IOException {
    assertThat(LINK.matcher(Files.readString(FOLDER.resolve(page))).results())
        .map((MatchResult link) -> link.group(1))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(FOLDER.resolve(link)).exists());
  }
}
