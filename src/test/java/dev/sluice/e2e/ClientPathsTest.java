package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths as clients write them. */
final class ClientPathsTest {
  private static Answer ask(RunningGateway gateway, String method, String path, String body) {
    try (RawClient client = gateway.client()) {
      return client.send(RawClient.request(method, path, body)).answer();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/openai/deployments/chat/chat/completions?api-version=2024-10-21",
        "/openai/deployments/ch%61t/chat/completions",
        "/openai/v1/chat/completions",
        "/openai/v1/chat/completions?api-version=preview",
        "/openai/chat/completions",
      })
  @Keeps("OT-6")
  void chatsMayBeAskedForByAzuresPaths(String path) {
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway = RunningGateway.before(provider)) {
      Answer got = ask(gateway, "POST", path, RunningGateway.WHOLE);

      assertThat(got.status()).isEqualTo(200);
      assertThat(provider.requests().getFirst().head()).startsWith("POST /v1/chat/completions ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "embeddings, input",
    "completions, prompt",
    "images/generations, prompt",
    "moderations, input",
  })
  @Keeps("OT-6")
  void soMayWhatIsBesideChats(String rest, String field) {
    try (HttpProvider provider =
            HttpProvider.answers(200, "application/json", "{\"data\":[],\"choices\":[]}");
        RunningGateway gateway =
            new RunningGateway(new Settings().named("chat 1", "p0", provider.port()))) {
      String path = "/openai/deployments/chat%201/" + rest + "?api-version=2024-10-21";
      Answer got = ask(gateway, "POST", path, "{\"" + field + "\":\"a\",\"model\":\"other\"}");

      assertThat(got.status()).as(got.body()).isEqualTo(200);
      assertThat(provider.last().uri()).isEqualTo("/v1/" + rest);
      assertThat(provider.last().text()).doesNotContain("other");
    }
  }

  @Test
  @Keeps("OT-6")
  void aFormMayBeSentByAzuresPaths() {
    String form =
        String.join(
            "\r\n",
            "--b",
            "content-disposition: form-data; name=\"model\"",
            "",
            "chat",
            "--b",
            "content-disposition: form-data; name=\"file\"; filename=\"a.wav\"",
            "",
            "x",
            "--b--",
            "");
    try (HttpProvider provider = HttpProvider.answers(200, "application/json", "{\"text\":\"\"}");
        RunningGateway gateway = new RunningGateway(new Settings().target("p0", provider.port()));
        RawClient client = gateway.client()) {
      String path = "/openai/deployments/chat/audio/transcriptions?api-version=2024-10-21";
      String head =
          RawClient.request(
              "POST",
              path,
              "",
              "content-type: multipart/form-data; boundary=b",
              "content-length: " + form.length());

      assertThat(client.send(head + form).answer().status()).isEqualTo(200);
      assertThat(provider.last().uri()).isEqualTo("/v1/audio/transcriptions");
    }
  }

  @Test
  void azuresPathsStandBehindThePrefix() {
    Settings settings = new Settings().server("pathPrefix", "/llm");
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway = RunningGateway.with(settings, provider)) {
      String path = "/openai/deployments/chat/chat/completions";

      assertThat(ask(gateway, "POST", "/llm" + path, RunningGateway.WHOLE).status()).isEqualTo(200);
      assertThat(ask(gateway, "POST", path, RunningGateway.WHOLE).status()).isEqualTo(404);
    }
  }

  @Test
  void filesMayBeAskedForByAzuresPaths() {
    try (HttpProvider provider = HttpProvider.answers(200, "application/json", "{}");
        RunningGateway gateway =
            new RunningGateway(
                new Settings().target("p0", provider.port()).passing("files", "p0"))) {
      assertThat(ask(gateway, "GET", "/openai/files?api-version=1", "").status()).isEqualTo(200);
      assertThat(provider.last().uri()).isEqualTo("/v1/files?api-version=1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/openai/deployments,404",
    "/openai/deployments/chat,404",
    "/openai/,404",
    "/openai/models,200",
    "/openai/v1/models/chat,200",
  })
  void otherPathsAreWhatTheyAreWithoutAzure(String path, int status) {
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway = RunningGateway.before(provider)) {
      assertThat(ask(gateway, "GET", path, "").status()).isEqualTo(status);
    }
  }

  @Test
  @Keeps("OT-5")
  void aModelsNameMayHaveASlashEncodedOrNot() {
    try (HttpProvider provider = HttpProvider.answers(200, "application/json", "{}");
        RunningGateway gateway =
            new RunningGateway(new Settings().named("org/model:1", "p0", provider.port()))) {
      for (String name : List.of("org/model:1", "org%2Fmodel%3A1", "org%2fmodel:1")) {
        Answer got = gateway.ask("GET", "/v1/models/" + name);

        assertThat(got.status()).as(name).isEqualTo(200);
        assertThat(got.body()).contains("\"id\":\"org/model:1\"");
      }
      assertThat(gateway.ask("GET", "/v1/models/org%2Fother").status()).isEqualTo(404);
    }
  }
}
