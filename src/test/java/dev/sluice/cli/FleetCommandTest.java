package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice fleet} as whoever tries it out meets it. */
final class FleetCommandTest {
  private static final Pattern FIRST = Pattern.compile("^  node-1 .* (\\d+) ");
  private static final Pattern SECOND = Pattern.compile("^  node-2 .* (\\d+) ");
  private static final Pattern READY = Pattern.compile("^fleet ready url=(\\S+) nodes=2 ");
  private static final String CONFIGURATION =
      """
      server: {lanes: 1, path_prefix: /llm}
      providers: {sim: {type: simulator, first_token: 1ms, pace: 1000, jitter: 0, length: 3}}
      models: {demo: {targets: [{provider: sim}]}}
      """;

  @TempDir private Path folder;

  @Test
  void nodesAnswerTogetherComeBackWhenTheyDieAndGoWithTheirParent() throws Exception {
    Path file = Files.writeString(folder.resolve("fleet.yaml"), CONFIGURATION);
    try (Child sluice =
        new Child(folder, Map.of(), "fleet", "2", "--port=0", "--config", file.toString())) {
      ProcessHandle first = process(sluice.waitFor(FIRST));
      ProcessHandle second = process(sluice.waitFor(SECOND));
      String url = sluice.waitFor(READY).group(1);
      assertThat(chat(url)).isEqualTo(200);

      assertThat(first.destroyForcibly()).isTrue();

      sluice.waitFor(Pattern.compile("^node-1 died with exit code 137; starting it again"));
      assertThat(chat(url)).isEqualTo(200);
      sluice.waitFor(Pattern.compile("^node-1 \\| .* ready "));

      assertThat(second.parent().orElseThrow().destroyForcibly()).isTrue();

      assertThat(second.onExit()).succeedsWithin(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void aChangedFileIsTakenByAllNodes() throws Exception {
    Path file = Files.writeString(folder.resolve("fleet.yaml"), CONFIGURATION);
    try (Child sluice =
        new Child(folder, Map.of(), "fleet", "2", "--port=0", "--config", file.toString())) {
      String url = sluice.waitFor(READY).group(1);
      Files.writeString(file, CONFIGURATION.replace("{demo:", "{demo"));
      sluice.waitFor(Pattern.compile("^the changed configuration is not passed on"));
      assertThat(chat(url)).isEqualTo(200);

      Files.writeString(file, CONFIGURATION.replace("demo", "other"));

      Pattern taken =
          Pattern.compile("^node-[12] .*in force.*model demo removed; model other added");
      sluice.waitFor(taken);
      sluice.waitFor(taken);
      assertThat(chat(url)).isEqualTo(404);
    }
  }

  @Test
  void toldToStopItStopsItsNodesAndLeavesNothingBehind() throws Exception {
    Path file = Files.writeString(folder.resolve("fleet.yaml"), CONFIGURATION);
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    try (Child sluice =
        new Child(
            folder,
            Map.of("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary),
            "fleet",
            "2",
            "--port=0",
            "--config",
            file.toString())) {
      ProcessHandle first = process(sluice.waitFor(FIRST));
      sluice.waitFor(READY);

      sluice.terminate();

      assertThat(sluice.exitCode()).isEqualTo(128 + 15);
      assertThat(first.isAlive()).isFalse();
      assertThat(temporary.toFile().list((_, name) -> name.startsWith("sluice-fleet"))).isEmpty();
    }
  }

  @Test
  void aNumberThatIsTooLargeIsRefused() {
    StringWriter err = new StringWriter();

    int code = Main.commandLine().setErr(new PrintWriter(err)).execute("fleet", "21");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("the number of nodes must be 1 to 20");
  }

  private static ProcessHandle process(Matcher row) {
    return ProcessHandle.of(Long.parseLong(row.group(1))).orElseThrow();
  }

  private static int chat(String url) throws Exception {
    String body = "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).statusCode();
    }
  }
}
