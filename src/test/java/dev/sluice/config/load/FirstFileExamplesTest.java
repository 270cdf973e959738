package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.CompatibleConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.SluiceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the file that users begin with work when they are used as they stand. */
final class FirstFileExamplesTest {
  private static final Pattern NAME = Pattern.compile("  # ( *)([a-z][a-z0-9-]*):");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)");

  /** A provider in comments, as it would stand below providers. */
  record Example(String name, String yaml) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static String file() {
    try {
      return Files.readString(Path.of("conf/sluice.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> everyVariable() {
    Map<String, String> all = new HashMap<>();
    Matcher named = VARIABLE.matcher(file());
    while (named.find()) {
      all.put(named.group(1), named.group(1).endsWith("_URL") ? "http://127.0.0.1:1/v1" : "k");
    }
    all.keySet().removeIf(name -> name.startsWith("SLUICE_"));
    return all;
  }

  static Stream<Example> examples() {
    List<Example> found = new ArrayList<>();
    List<String> lines = file().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher name = NAME.matcher(lines.get(i));
      if (name.matches()) {
        String deeper = "  # " + name.group(1) + "  ";
        StringBuilder yaml = new StringBuilder("  " + name.group(2) + ":\n");
        for (int k = i + 1; k < lines.size() && lines.get(k).startsWith(deeper); k++) {
          yaml.append("    ").append(lines.get(k).substring(deeper.length())).append('\n');
        }
        found.add(new Example(name.group(2), yaml.toString()));
      }
    }
    return found.stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aProviderInCommentsCanBeUsed(Example example) {
    Map<String, String> variables = new HashMap<>(everyVariable());
    if (example.name().equals("bedrock")) {
      variables.remove("AWS_BEARER_TOKEN_BEDROCK");
    }
    SluiceConfig config =
        ConfigLoader.parse(
            "example",
            "environment: false\nproviders:\n"
                + example.yaml()
                + "models: {m: {targets: [{provider: "
                + example.name()
                + ", model: x}]}}\n",
            variables);
    assertThat(config.providers()).extracting(ProviderConfig::name).containsExactly(example.name());
    assertThat(config.providers().getFirst().enabled()).isTrue();
  }

  @Test
  void thereAreExamplesOfEveryType() {
    assertThat(examples().map(Example::name))
        .contains("gemini", "vertex", "anthropic", "openai", "bedrock", "local", "azure");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deepseek",
        "groq",
        "mistral",
        "xai",
        "openrouter",
        "moonshot",
        "qwen",
        "zhipu",
        "ark"
      })
  void anAccountIsUsedByItsDescriptor(String name) {
    SluiceConfig config = ConfigLoader.builtIn(everyVariable());
    CompatibleConfig provider =
        (CompatibleConfig)
            config.providers().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    assertThat(provider.enabled()).isTrue();
    assertThat(provider.descriptor()).isEqualTo(Descriptors.named(name));
    assertThat(provider.connection().baseUrl()).isEqualTo(provider.descriptor().baseUrl());
    assertThat(ConfigLoader.builtIn(Map.of()).providers())
        .filteredOn(each -> each.name().equals(name))
        .allMatch(each -> !each.enabled());
  }
}
