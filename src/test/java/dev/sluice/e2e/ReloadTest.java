package dev.sluice.e2e;

import static dev.sluice.e2e.Scripts.DONE;
import static dev.sluice.e2e.Scripts.FINISH;
import static dev.sluice.e2e.Scripts.HELLO;
import static dev.sluice.e2e.Scripts.ROLE;
import static dev.sluice.e2e.Scripts.chunk;
import static dev.sluice.e2e.Scripts.events;
import static dev.sluice.e2e.Scripts.streams;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.net.NetSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a gateway changes while it serves. */
final class ReloadTest {
  private static final String BY_ORDER = "reload: {watch: 0}\nproviders:\n";

  @TempDir private Path folder;
  private final ScriptedProvider one = new ScriptedProvider(Scripts.serves());
  private final ScriptedProvider two = new ScriptedProvider(Scripts.serves());

  @AfterEach
  void closeProviders() {
    one.close();
    two.close();
  }

  @Test
  void whatIsAddedIsServedAndWhatIsRemovedIsNot() {
    try (FileGateway gateway = gateway(provider("a", one, "k") + models("old: a/m"))) {
      JsonNode told =
          gateway.change(
              BY_ORDER
                  + provider("a", one, "k")
                  + provider("b", two, "k")
                  + models("new: b/m", "own: a/n"));

      assertThat(told.at("/state").asText()).as(told.toString()).isEqualTo("current");
      assertThat(texts(told, "/changes"))
          .containsExactly(
              "provider b added", "model old removed", "model new added", "model own added");
      assertThat(gateway.chat("new").header("x-sluice-target")).isEqualTo("b/m");
      assertThat(gateway.chat("own").header("x-sluice-target")).isEqualTo("a/n");
      assertThat(gateway.chat("old").status()).isEqualTo(404);
      assertThat(gateway.ask("GET", "/v1/models", "").body())
          .contains("\"new\"", "\"own\"")
          .doesNotContain("\"old\"");
      assertThat(gateway.config().at("/version").asText())
          .isEqualTo(told.at("/version").asText())
          .isEqualTo(told.at("/offered").asText());
    }
  }

  @Test
  void aStreamEndsAtTheProviderThatIsRemovedMeanwhile() throws Exception {
    CompletableFuture<NetSocket> provider = new CompletableFuture<>();
    one.script(streams(provider::complete, ROLE, HELLO));
    try (FileGateway gateway = gateway(provider("a", one, "k") + models("chat: a/m"));
        RawClient client = gateway.client()) {
      client.chat(FileGateway.body("chat", true)).head();
      client.until(HELLO + "\n\n");

      assertThat(state(gateway.change(BY_ORDER + provider("b", two, "k") + models("chat: b/m"))))
          .isEqualTo("current");
      assertThat(gateway.chat("chat").header("x-sluice-target")).isEqualTo("b/m");
      provider.get().write(chunk(events(FINISH, DONE)).appendString("0\r\n\r\n"));

      assertThat(Answer.data(client.rest())).containsExactly(FINISH, DONE);
    }
  }

  @Test
  void aRequestThatBeganBeforeFindsItsNextTargetThoughItIsRemoved() throws Exception {
    CompletableFuture<NetSocket> provider = new CompletableFuture<>();
    one.script(
        ScriptedProvider.Script.inTurn((_, socket) -> provider.complete(socket), Scripts.closes()));
    String both = provider("a", one, "k") + provider("b", two, "k");
    try (FileGateway gateway = gateway(both + models("chat: a/m b/m"));
        RawClient client = gateway.client()) {
      client.chat(FileGateway.body("chat", false));
      NetSocket first = provider.get();

      assertThat(state(gateway.change(BY_ORDER + simulator() + models("chat: sim/m"))))
          .isEqualTo("current");
      Await.result(first.close());

      Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-sluice-target")).isEqualTo("b/m");
    }
  }

  @Test
  void anotherKeyAndAnotherAddressAreUsedFromTheNextRequestOn() {
    try (FileGateway gateway = gateway(provider("a", one, "first") + models("chat: a/m"))) {
      String version = gateway.config().at("/version").asText();
      assertThat(gateway.chat("chat").status()).isEqualTo(200);

      JsonNode rotated =
          gateway.change(BY_ORDER + provider("a", one, "second") + models("chat: a/m"));
      assertThat(texts(rotated, "/changes")).containsExactly("provider a changed");
      assertThat(rotated.at("/version").asText()).isEqualTo(version);
      assertThat(rotated.toString()).doesNotContain("second");
      assertThat(gateway.chat("chat").status()).isEqualTo(200);
      JsonNode moved =
          gateway.change(BY_ORDER + provider("a", two, "second") + models("chat: a/m"));
      assertThat(moved.at("/version").asText()).isNotEqualTo(version);
      assertThat(gateway.chat("chat").status()).isEqualTo(200);

      assertThat(keys(one)).containsExactly("Bearer first", "Bearer second");
      assertThat(keys(two)).containsExactly("Bearer second");
    }
  }

  @Test
  void whatWasLearnedAndCountedOfTargetsThatStayIsKept() {
    one.script(Scripts.refuses(500, "server_error", "broken"));
    String both = provider("a", one, "k") + provider("b", two, "k");
    try (FileGateway gateway = gateway(both + models("chat: a/m b/m"))) {
      for (int i = 0; i < 20; i++) {
        assertThat(gateway.chat("chat").status()).isEqualTo(200);
      }
      String broken = "sluice_breaker_state{state=\"open\",target=\"a/m\"} 1";
      assertThat(gateway.measures(broken)).isTrue();
      List<String> served = attempts(gateway, "b/m");
      assertThat(served).anySatisfy(line -> assertThat(line).endsWith(" 20.0"));

      assertThat(state(gateway.change(BY_ORDER + both + models("chat: a/m b/m", "more: a/other"))))
          .isEqualTo("current");

      assertThat(gateway.measures(broken)).as("its breaker stays open").isTrue();
      assertThat(attempts(gateway, "b/m")).isEqualTo(served);
      assertThat(gateway.measures("sluice_target_healthy{target=\"a/other\"}")).isTrue();
      assertThat(state(gateway.change(BY_ORDER + provider("b", two, "k") + models("chat: b/m"))))
          .isEqualTo("current");
      assertThat(gateway.ask("GET", "/metrics", "").body()).doesNotContain("target=\"a/m\"");
    }
  }

  @Test
  void aFileThatIsWrongOrTakesARestartIsRefused() {
    String good = provider("a", one, "k") + models("chat: a/m");
    try (FileGateway gateway = gateway(good)) {
      String version = gateway.config().at("/version").asText();
      JsonNode wrong =
          gateway.change(BY_ORDER + provider("a", one, "k") + models("chat: a/m", "x: c/m"));
      assertThat(wrong.at("/state").asText()).isEqualTo("refused");
      assertThat(texts(wrong, "/problems"))
          .singleElement()
          .asString()
          .contains("sluice.yaml:", "models.x");
      JsonNode cut = gateway.change("providers: {a: {type: open");
      assertThat(cut.at("/state").asText()).isEqualTo("refused");
      JsonNode moved =
          gateway.changeAll(
              "server: {port: 1, lanes: 2}\n" + BY_ORDER + good + "failover: {attempts: 9}\n");
      assertThat(texts(moved, "/problems"))
          .containsExactly(
              "server: a change of it takes a restart of the node",
              "failover: a change of it takes a restart of the node");
      assertThat(moved.at("/version").asText()).isEqualTo(version);
      assertThat(gateway.measures("sluice_config_state{state=\"refused\"} 1")).isTrue();
      assertThat(gateway.chat("chat").status()).isEqualTo(200);

      assertThat(state(gateway.change(BY_ORDER + good))).isEqualTo("current");
      assertThat(gateway.measures("sluice_config_state{state=\"refused\"} 0")).isTrue();
    }
  }

  @Test
  void aProviderThatCannotBeReachedAsItSaysIsRefused() {
    try (FileGateway gateway = gateway(provider("a", one, "k") + models("chat: a/m"))) {
      JsonNode told =
          gateway.change(
              BY_ORDER
                  + provider("a", one, "k")
                  + "  v: {type: gemini, project: p, location: l, credentials: none.json}\n"
                  + models("chat: a/m", "other: v/gemini-2.5-pro"));

      assertThat(told.at("/state").asText()).isEqualTo("refused");
      assertThat(texts(told, "/problems"))
          .singleElement()
          .asString()
          .contains("provider v:", "none.json");
      assertThat(gateway.chat("chat").status()).isEqualTo(200);
      assertThat(gateway.chat("other").status()).isEqualTo(404);
    }
  }

  @Test
  void aFileThatIsWatchedIsTakenByItself() {
    String watched = "reload: {watch: 100ms}\nproviders:\n";
    try (FileGateway gateway =
        new FileGateway(folder, watched + provider("a", one, "k") + models("chat: a/m"))) {
      gateway.rewrite(watched + provider("a", one, "k") + models("chat: a/m", "late: a/n"));

      await().untilAsserted(() -> assertThat(gateway.chat("late").status()).isEqualTo(200));
      assertThat(gateway.measures("sluice_config_taken_total 1")).isTrue();
    }
  }

  private FileGateway gateway(String yaml) {
    return new FileGateway(folder, BY_ORDER + yaml);
  }

  private static String provider(String name, ScriptedProvider at, String key) {
    return "  %s: {type: openai, base_url: \"http://127.0.0.1:%d/v1\", api_key: %s}\n"
        .formatted(name, at.port(), key);
  }

  /** By which keys chats came, probes left out. */
  private static List<@Nullable String> keys(ScriptedProvider provider) {
    return provider.requests().stream()
        .filter(seen -> seen.head().startsWith("POST"))
        .map(seen -> seen.header("authorization"))
        .toList();
  }

  private static String simulator() {
    return "  sim: {type: simulator}\n";
  }

  /** Models, each as its name and the targets that are tried one after the other. */
  private static String models(String... lines) {
    StringBuilder yaml = new StringBuilder("models:\n");
    for (String line : lines) {
      int colon = line.indexOf(':');
      yaml.append("  ").append(line, 0, colon).append(":\n    targets:\n");
      int priority = 1;
      for (String target : line.substring(colon + 2).split(" ", -1)) {
        int slash = target.indexOf('/');
        yaml.append(
            "      - {provider: %s, model: %s, priority: %d}\n"
                .formatted(target.substring(0, slash), target.substring(slash + 1), priority++));
      }
    }
    return yaml.toString();
  }

  private static List<String> attempts(FileGateway gateway, String target) {
    return gateway
        .ask("GET", "/metrics", "")
        .body()
        .lines()
        .filter(line -> line.startsWith("sluice_attempts_total") && line.contains(target))
        .toList();
  }

  private static String state(JsonNode told) {
    List<String> problems = texts(told, "/problems");
    return told.at("/state").asText() + (problems.isEmpty() ? "" : problems);
  }

  private static List<String> texts(JsonNode told, String at) {
    List<String> texts = new ArrayList<>();
    told.at(at).forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
