package dev.sluice.e2e;

import dev.sluice.config.GeminiConfig;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.model.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Providers by the dialect that they speak. */
enum ExampleProvider {
  CHAT("openai-chat"),
  RESPONSES("openai-responses"),
  MESSAGES("anthropic-messages"),
  GEMINI("gemini");

  private static final Path STREAMS = Path.of("src/test/resources/golden/stream");

  private final String dialect;

  ExampleProvider(String dialect) {
    this.dialect = dialect;
  }

  /** Streams of such providers, good and bad, that we have examples of. */
  Stream<Path> examples() {
    try (Stream<Path> folders = Files.list(STREAMS)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith(dialect + "_"))
          .flatMap(ExampleProvider::files)
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".in.sse")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Settings whose only target is such a provider, which is asked once for each request. */
  Settings behind(ScriptedProvider provider) {
    Settings settings = new Settings().failover("retries", 0);
    return switch (this) {
      case CHAT -> settings.speaking("one", provider, OpenAiConfig::new, "gpt-4.1");
      case RESPONSES ->
          settings.speaking(
              "one",
              provider,
              connection -> new OpenAiConfig(connection, Api.RESPONSES),
              "gpt-5-2025");
      case MESSAGES -> settings.anthropic("one", provider);
      case GEMINI ->
          settings.speaking(
              "one",
              provider,
              connection -> new GeminiConfig(connection, GeminiConfig.BETA, null),
              "gemini-2.5-flash");
    };
  }
}
