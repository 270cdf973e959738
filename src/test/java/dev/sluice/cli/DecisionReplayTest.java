package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.app.Gateway;
import dev.sluice.config.SluiceConfig;
import dev.sluice.config.load.ConfigLoader;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a gateway wrote about its decisions is replayed under another strategy. */
final class DecisionReplayTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int REQUESTS = 40;
  private static final String NODE =
      """
      server: {host: 127.0.0.1, port: 0, lanes: 2}
      health: {enabled: false}
      decisions: {file: '${LOG}'}
      providers:
        cheap: {type: simulator, first_token: 1ms, pace: 100000, length: 4}
        dear: {type: simulator, first_token: 1ms, pace: 100000, length: 4}
      models:
        demo:
          strategy: round_robin
          targets:
            - {provider: dear, price: {input: 100, output: 300}}
            - {provider: cheap, weight: 9, price: {input: 0.1, output: 0.3}}
      """;

  @TempDir private Path folder;

  @Test
  void theLogOfAGatewayIsReplayedUnderAnotherStrategy() throws Exception {
    Path log = folder.resolve("logs/decisions.jsonl");
    serve(log);

    List<String> lines = Files.readAllLines(log);
    assertThat(lines).hasSize(REQUESTS);
    JsonNode first = JSON.readTree(lines.getFirst());
    assertThat(first.get("options")).hasSize(2);
    assertThat(first.get("options").findValuesAsText("target"))
        .containsExactly("dear/demo", "cheap/demo");
    assertThat(first.get("prompt_tokens").intValue()).isPositive();
    assertThat(first.get("options").get(0).get("price").get("input").longValue())
        .isEqualTo(100_000_000_000L);

    JsonNode replayed = replay(log);

    JsonNode same = result(replayed, "round_robin");
    assertThat(same.get("decisions").intValue()).isEqualTo(REQUESTS);
    assertThat(same.get("moved").doubleValue()).isLessThan(0.1);
    JsonNode weighted = result(replayed, "weighted");
    assertThat(weighted.get("changed").intValue()).isBetween(REQUESTS / 2 - 8, REQUESTS / 2 + 8);
    assertThat(weighted.get("moved").doubleValue()).isBetween(0.3, 0.5);
    assertThat(weighted.get("targets").toString()).contains("cheap/demo");
  }

  @Test
  void aFileThatCannotBeWrittenIsToldAtTheStart() throws IOException {
    Path blocked = Files.writeString(folder.resolve("file"), "");
    Gateway gateway = new Gateway(config(blocked.resolve("log")), "0.0.0-test");

    assertThatThrownBy(() -> await(gateway.start()))
        .hasMessageContaining("decisions.file " + blocked.resolve("log") + " cannot be written");
  }

  private void serve(Path log) throws Exception {
    Gateway gateway = new Gateway(config(log), "0.0.0-test");
    await(gateway.start());
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int k = 0; k < REQUESTS; k++) {
        HttpRequest request =
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions"))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi "
                            + k
                            + "\"}]}"))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      }
    } finally {
      await(gateway.stop());
    }
  }

  private JsonNode replay(Path log) throws IOException {
    StringWriter err = new StringWriter();
    CommandLine sluice =
        Main.commandLine().setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));
    int code =
        sluice.execute(
            "simulate", "--replay=" + log, "--strategies=round_robin,weighted", "--out=" + folder);
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    return JSON.readTree(folder.resolve("replay.json").toFile());
  }

  private static JsonNode result(JsonNode replayed, String strategy) {
    for (JsonNode each : replayed.findParents("strategy")) {
      if (each.get("strategy").textValue().equals(strategy)) {
        return each;
      }
    }
    throw new AssertionError("no result of " + strategy + " in " + replayed);
  }

  private static SluiceConfig config(Path log) {
    return ConfigLoader.parse("test.yaml", NODE, Map.of("LOG", log.toString()));
  }

  private static <T> void await(Future<T> future) throws Exception {
    Object _ = future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
