package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is read either loads or is refused with problems; nothing else ever happens. */
final class ConfigLoaderPropertyTest {
  private static final String SECRET = "sk-topsecret-0123456789";
  private static final Map<String, String> VARIABLES =
      Map.of("DEEPSEEK_API_KEY", SECRET, "KEY", SECRET);
  private static final List<String> PIECES =
      List.of(
          "a",
          "server",
          "models",
          "providers",
          "targets",
          "port",
          "price",
          "type: openai",
          "type: simulator",
          ":",
          ": ",
          "\n",
          "\n  ",
          "\n    ",
          "- ",
          "[",
          "]",
          "{",
          "}",
          ",",
          "&a ",
          "*a",
          "!!int ",
          "!<x> ",
          "? ",
          "| ",
          "> ",
          "'",
          "\"",
          "#",
          "%",
          "---",
          "${",
          "${KEY}",
          "$",
          "${NONE:x}",
          "<<: *a",
          "null",
          "~",
          "true",
          "1e9",
          "-1",
          "99999999999999999999",
          "\t",
          "\u0000",
          "\ud800",
          "\u00e4",
          "environment: true");

  private final String original = readOriginal();

  @Property(tries = 2000)
  void survivesPiecesOfYaml(@ForAll("yaml") String text) {
    read(text);
  }

  @Property(tries = 400)
  void survivesMutationsOfARealFile(@ForAll Random random) {
    StringBuilder text = new StringBuilder(original);
    for (int i = random.nextInt(5); i >= 0; i--) {
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + random.nextInt(12));
      text.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
    }
    read(text.toString());
  }

  @Property(tries = 400)
  void survivesShuffledLinesOfARealFile(@ForAll Random random) {
    List<String> lines = new ArrayList<>(Arrays.asList(original.split("\n", -1)));
    for (int i = 0; i < 3; i++) {
      String line = lines.remove(random.nextInt(lines.size()));
      lines.add(random.nextInt(lines.size()), line);
      lines.set(random.nextInt(lines.size()), "  port: ${KEY}");
      lines.add(random.nextInt(lines.size()), "      - {provider: '${KEY}', model: '${KEY}'}");
    }
    read(String.join("\n", lines));
  }

  @Property(tries = 500)
  void survivesVariablesOfAnyText(@ForAll("variables") Map<String, String> variables) {
    try {
      assertThat(ConfigLoader.fromEnvironment(variables).providers()).isNotEmpty();
    } catch (ConfigException e) {
      assertThat(e.problems()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<String> yaml() {
    return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<Map<String, String>> variables() {
    Arbitrary<String> names =
        Arbitraries.of("API_KEY", "BASE_URL", "MODEL", "WEIGHT", "TIMEOUT", "MAX_RPS", "WIEGHT")
            .flatMap(name ->
                Arbitraries.of("", "_1", "_2", "_0", "_01", "_99999")
                    .map(number -> "OPENAI_" + name + number));
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.of("1", "http://a.example/v1", "http://", "0.5", "2m", ",", "%", "1e400"),
            Arbitraries.strings().ofMaxLength(20));
    return Arbitraries.maps(names, values).ofMaxSize(8);
  }

  private static void read(String text) {
    try {
      assertThat(ConfigLoader.parse("test.yaml", text, VARIABLES).providers()).isNotEmpty();
    } catch (ConfigException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.getMessage()).doesNotContain(SECRET);
    }
  }

  private static String readOriginal() {
    try {
      return Files.readString(Path.of("conf/sluice.yaml"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
