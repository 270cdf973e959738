package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class SimulateCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine sluice =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @TempDir private Path folder;

  @Test
  void comparesStrategiesAndWritesItsReports() throws IOException {
    int code =
        simulate(
            "--scenario=swap", "--strategies=round_robin,random", "--out=" + folder.resolve("new"));

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString().lines().map(line -> line.split(" ", 2)[0]))
        .startsWith("strategy", "round_robin", "random", "oracle");
    assertThat(folder.resolve("new/simulation.html")).isNotEmptyFile();
    assertThat(folder.resolve("new/simulation.json")).isNotEmptyFile();
    assertThat(Files.readAllLines(folder.resolve("new/decisions-random.jsonl")))
        .hasSizeBetween(100, 10_000);
  }

  @Test
  void replaysWhatItWrote() throws IOException {
    int written = simulate("--strategies=round_robin", "--out=" + folder);
    Path log = folder.resolve("decisions-round_robin.jsonl");

    int code =
        sluice.execute("simulate", "--replay=" + log, "--strategies=weighted", "--out=" + folder);

    assertThat(err.toString()).isEmpty();
    assertThat(written).isZero();
    assertThat(code).isZero();
    assertThat(out.toString()).contains("share moved", "weighted", "swift/model");
    assertThat(folder.resolve("replay.json")).isNotEmptyFile();
  }

  @Test
  void aScenarioWithMistakesIsToldLikeAConfiguration() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "rate: 0\ntargets: {}\n");

    int code = sluice.execute("simulate", "--scenario", file.toString());

    assertThat(code).isEqualTo(2);
    assertThat(err.toString().lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith(file + ":"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --scenario=nowhere  | built in are stationary
          --strategies=fancy  | is none of round_robin
          --prefer=nice       | is no preference; write one of balanced
          --nodes=0           | nodes must be 1 to 1000
          --minutes=0         | duration must be 10s to 24h
          """)
  void aWrongOptionIsToldWhatIsAllowed(String option, String message) {
    int code = sluice.execute("simulate", option);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void aLogThatIsNoneEndsWithItsPlace() throws IOException {
    Path log = Files.writeString(folder.resolve("log.jsonl"), "{\"options\":[]}\n");

    int code = sluice.execute("simulate", "--replay", log.toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).startsWith(log + ":1 time: must be a text");
  }

  private int simulate(String... options) {
    String[] all = new String[options.length + 4];
    System.arraycopy(options, 0, all, 4, options.length);
    all[0] = "simulate";
    all[1] = "--minutes=0.5";
    all[2] = "--rate=50";
    all[3] = "--seed=4";
    return sluice.execute(all);
  }
}
