package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine sluice =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @TempDir private Path directory;

  @Test
  void sumsUpAValidConfiguration() throws IOException {
    Path file =
        write(
            "{server: {port: 81}, providers: {s: {type: simulator}},"
                + " models: {m: {targets: [{provider: s}]}}}");

    int code = sluice.execute("check", "--config", file.toString());

    assertThat(code).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            file
                + ": valid; 1 model, 1 provider of which 1 enabled, 0 providers discovering;"
                + " port 81\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void printsEveryProblemOnALineOfItsOwn() throws IOException {
    Path file = write("server: {port: x}\nproviders: {}\ncolour: red\n");

    int code = sluice.execute("check", "-c", file.toString());

    assertThat(code).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).startsWith(file + ":"));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void printsTheConfigurationInEffectWithoutCredentials() throws IOException {
    Path file =
        write(
            "{providers: {a: {type: openai, base_url: 'https://a.example/v1', api_key: hidden,"
                + " discover: true}}}");

    int code = sluice.execute("check", "--print", "-c", file.toString());

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("base_url: \"https://a.example/v1\"")
        .doesNotContain("hidden");
  }

  @Test
  void printsItsVersion() {
    int code = sluice.execute("version");

    assertThat(code).isZero();
    assertThat(out.toString()).matches("sluice \\d+\\.\\S+ \\(Java \\S+\\)\\R");
  }

  @Test
  void explainsItself() {
    int code = sluice.execute("--help");

    assertThat(code).isZero();
    assertThat(out.toString()).contains("check", "version");
  }

  @Test
  void refusesACommandLineWithoutCommand() {
    int code = sluice.execute();

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("a command is missing", "Usage: sluice");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("sluice.yaml"), text);
  }
}
