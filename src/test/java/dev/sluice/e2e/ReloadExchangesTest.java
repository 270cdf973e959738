package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exchanges of every kind, and what their providers are when the file has changed. */
final class ReloadExchangesTest {
  private static final String BY_ORDER = "reload: {watch: 0}\n";
  private static final String SIMULATOR = "  sim: {type: simulator}\n";

  @TempDir private Path folder;
  private final ScriptedProvider one = new ScriptedProvider(Scripts.serves());
  private final ScriptedProvider two = new ScriptedProvider(Scripts.serves());
  private final WebSocketClient sockets = ScriptedProvider.VERTX.createWebSocketClient();

  @AfterEach
  void closeProviders() {
    Await.result(sockets.close());
    one.close();
    two.close();
  }

  @Test
  void aConversationGoesOnAtTheProviderThatIsRemoved() throws Exception {
    CompletableFuture<String> heard = new CompletableFuture<>();
    try (HttpProvider voice =
            HttpProvider.sockets(socket ->
                socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text)));
        FileGateway gateway =
            gateway(openai("a", voice.port()), "models: {chat: {targets: [{provider: a}]}}\n")) {
      WebSocket talk = Await.result(dial(gateway));
      talk.textMessageHandler(heard::complete);
      taken(gateway, SIMULATOR, "models: {other: {targets: [{provider: sim}]}}\n");
      talk.writeTextMessage("Hi");

      assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo("echo Hi");
      assertThat(refusal(gateway)).isEqualTo(404);
      Await.result(talk.close());
    }
  }

  @Test
  void aFileIsFetchedFromTheProviderThatIsRemoved() throws Exception {
    CompletableFuture<HttpServerRequest> asked = new CompletableFuture<>();
    try (HttpProvider files = HttpProvider.early(asked::complete);
        FileGateway gateway =
            gateway(openai("a", files.port()), "models: {chat: {targets: [{provider: a}]}}\n");
        RawClient client = gateway.client()) {
      client.send(RawClient.request("GET", "/v1/files/file-1/content", ""));
      HttpServerRequest request = asked.get(10, TimeUnit.SECONDS);
      taken(gateway, SIMULATOR, "models: {other: {targets: [{provider: sim}]}}\n");
      Await.result(request.response().end("bytes"));

      assertThat(client.answer().body()).isEqualTo("bytes");
      assertThat(gateway.ask("GET", "/v1/files", "").body())
          .contains("No provider that speaks OpenAI's API is configured.");
    }
  }

  @Test
  void aCallIsPassedThroughToTheProviderThatIsTurnedOff() throws Exception {
    CompletableFuture<HttpServerRequest> asked = new CompletableFuture<>();
    String models = "models: {chat: {targets: [{provider: sim}]}}\npassthrough: [a]\n";
    try (HttpProvider passed = HttpProvider.early(asked::complete);
        FileGateway gateway = gateway(SIMULATOR + openai("a", passed.port()), models);
        RawClient client = gateway.client()) {
      client.send(RawClient.request("GET", "/providers/a/anything", ""));
      HttpServerRequest request = asked.get(10, TimeUnit.SECONDS);
      taken(gateway, SIMULATOR + openai("a", passed.port(), "k, enabled: false"), models);
      Await.result(request.response().end("anything"));

      assertThat(client.answer().body()).isEqualTo("anything");
      assertThat(gateway.ask("GET", "/providers/a/anything", "").status()).isEqualTo(404);
      taken(gateway, SIMULATOR + openai("a", one.port()), models);
      assertThat(gateway.ask("GET", "/providers/a/anything", "").status()).isEqualTo(200);
    }
  }

  @Test
  void aModelFallsBackAsTheFileInForceSays() {
    one.script(Scripts.refuses(500, "server_error", "broken"));
    String providers = openai("a", one.port()) + openai("b", two.port()) + SIMULATOR;
    String models =
        """
        failover: {retries: 0}
        models:
          chat: {fallbacks: [%s], targets: [{provider: a, model: m}]}
          first: {targets: [{provider: b, model: m}]}
          second: {targets: [{provider: sim, model: m}]}
        """;
    try (FileGateway gateway = gateway(providers, models.formatted("first"))) {
      assertThat(target(gateway, "chat")).isEqualTo("b/m");

      taken(gateway, providers, models.formatted("second"));
      assertThat(target(gateway, "chat")).isEqualTo("sim/m");

      taken(gateway, providers, models.formatted(""));
      assertThat(gateway.chat("chat").status()).isGreaterThanOrEqualTo(500);
    }
  }

  @Test
  void copiesGoWhereTheFileInForceSays() {
    String providers = openai("a", one.port()) + openai("b", two.port());
    String models =
        """
        models:
          chat: {%s targets: [{provider: a, model: m}]}
          shadow: {targets: [{provider: b, model: m}]}
        """;
    String mirrored = models.formatted("mirror: {model: shadow, share: 1},");
    try (FileGateway gateway = gateway(providers, models.formatted(""))) {
      assertThat(gateway.chat("chat").status()).isEqualTo(200);
      assertThat(chats(two)).isZero();

      taken(gateway, providers, mirrored);
      assertThat(gateway.chat("chat").status()).isEqualTo(200);
      await().untilAsserted(() -> assertThat(chats(two)).isEqualTo(1));

      taken(gateway, openai("a", one.port()), "models: {chat: {targets: [{provider: a}]}}\n");
      assertThat(gateway.chat("chat").status()).isEqualTo(200);
      assertThat(chats(two)).isEqualTo(1);
    }
  }

  @Test
  void aVirtualModelComesChangesAndGoes() {
    String providers = openai("a", one.port()) + openai("b", two.port());
    String models =
        """
        models:
          large: {targets: [{provider: a, model: m}]}
          small: {targets: [{provider: b, model: m}]}
        """;
    try (FileGateway gateway = gateway(providers, models)) {
      assertThat(gateway.chat("auto").status()).isEqualTo(404);

      JsonNode told = taken(gateway, providers, models + "virtual: {auto: [{model: large}]}\n");
      assertThat(told.at("/changes/0").asText()).isEqualTo("virtual model auto added");
      assertThat(target(gateway, "auto")).isEqualTo("a/m");

      taken(gateway, providers, models + "virtual: {auto: [{model: small}]}\n");
      assertThat(target(gateway, "auto")).isEqualTo("b/m");

      taken(gateway, providers, models);
      assertThat(gateway.chat("auto").status()).isEqualTo(404);
    }
  }

  @Test
  void aProviderOfAnotherDialectIsReachedByANodeThatHadNone() {
    two.script(Scripts.answers(200, MessagesScripts.ANSWER));
    String own = openai("a", one.port());
    String other =
        "  c: {type: anthropic, base_url: \"http://127.0.0.1:%d\", api_key: k}\n"
            .formatted(two.port());
    try (FileGateway gateway =
        gateway(own, "models: {chat: {targets: [{provider: a, model: m}]}}\n")) {
      taken(
          gateway,
          own + other,
          """
          models:
            chat: {targets: [{provider: a, model: m}]}
            claude: {targets: [{provider: c, model: claude-sonnet-4-5}]}
          """);

      assertThat(target(gateway, "claude")).isEqualTo("c/claude-sonnet-4-5");
      assertThat(two.requests().getLast().head()).contains("/v1/messages");
      assertThat(target(gateway, "chat")).isEqualTo("a/m");
    }
  }

  @Test
  void aProviderThatIsToBeAskedForItsModelsIsAskedAndForgottenWhenItGoes() {
    String list = "{\"object\":\"list\",\"data\":[{\"id\":\"found\",\"object\":\"model\"}]}";
    two.script(Scripts.answers(200, list));
    String own = openai("a", one.port());
    String discovering = openai("b", two.port(), "k, discover: true");
    String models = "models: {chat: {targets: [{provider: a, model: m}]}}\n";
    try (FileGateway gateway = gateway(own, models)) {
      taken(gateway, own + discovering, models);
      await()
          .untilAsserted(
              () -> assertThat(gateway.ask("GET", "/v1/models", "").body()).contains("\"found\""));

      taken(gateway, own + discovering, models.replace("chat", "talk"));
      assertThat(gateway.ask("GET", "/v1/models", "").body())
          .as("what was listed stays")
          .contains("\"found\"", "\"talk\"");

      taken(gateway, own, models);
      assertThat(gateway.ask("GET", "/v1/models", "").body()).doesNotContain("\"found\"");
    }
  }

  private FileGateway gateway(String providers, String rest) {
    return new FileGateway(folder, BY_ORDER + "providers:\n" + providers + rest);
  }

  private static JsonNode taken(FileGateway gateway, String providers, String rest) {
    JsonNode told = gateway.change(BY_ORDER + "providers:\n" + providers + rest);
    assertThat(told.at("/state").asText()).as(told.toString()).isEqualTo("current");
    return told;
  }

  private static String openai(String name, int port) {
    return openai(name, port, "k");
  }

  private static String openai(String name, int port, String keyAndMore) {
    return "  %s: {type: openai, base_url: \"http://127.0.0.1:%d/v1\", api_key: %s}\n"
        .formatted(name, port, keyAndMore);
  }

  private static String target(FileGateway gateway, String model) {
    return gateway.chat(model).header("x-sluice-target");
  }

  /** How many chats came, probes left out. */
  private static long chats(ScriptedProvider provider) {
    return provider.requests().stream().filter(seen -> seen.head().startsWith("POST")).count();
  }

  private Future<WebSocket> dial(FileGateway gateway) {
    return sockets.connect(gateway.port(), "127.0.0.1", "/v1/realtime?model=chat");
  }

  private int refusal(FileGateway gateway) throws InterruptedException {
    try {
      WebSocket taken = dial(gateway).toCompletionStage().toCompletableFuture().get();
      throw new AssertionError("taken: " + taken);
    } catch (ExecutionException e) {
      return ((UpgradeRejectedException) e.getCause()).getStatus();
    }
  }
}
