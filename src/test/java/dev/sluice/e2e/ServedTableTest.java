package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.Gateway;
import dev.sluice.config.load.ConfigLoader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The README's table of what is served how, cell by cell: each request is sent to a provider of
 * each type, which says what it was asked.
 */
final class ServedTableTest {
  private static final String TITLE = "| Request | ";

  /** A field that no dialect knows: it arrives where a request is passed on as it came. */
  private static final String MARK = "\"x_mark\":7";

  private static final String CHAT = "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]";
  private static final String PARTS = "{\"role\":\"user\",\"parts\":[{\"text\":\"a\"}]}";
  private static final String FORM = "multipart/form-data; boundary=zz";

  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("/v1/chat/completions", CHAT),
          Map.entry("/v1/responses", "\"input\":\"a\""),
          Map.entry("/v1/responses/input_tokens", "\"input\":\"a\""),
          Map.entry("/v1/messages", "\"max_tokens\":9," + CHAT),
          Map.entry("/v1/messages/count_tokens", CHAT),
          Map.entry("/v1beta/models/{model}:generateContent", "\"contents\":[" + PARTS + "]"),
          Map.entry("/v1beta/models/{model}:streamGenerateContent", "\"contents\":[" + PARTS + "]"),
          Map.entry("/v1beta/models/{model}:countTokens", "\"contents\":[" + PARTS + "]"),
          Map.entry("/v1beta/models/{model}:embedContent", "\"content\":" + PARTS),
          Map.entry("/v1/completions", "\"prompt\":\"a\""),
          Map.entry("/v1/embeddings", "\"input\":\"a\""),
          Map.entry("/v1/moderations", "\"input\":\"a\""),
          Map.entry("/v1/images/generations", "\"prompt\":\"a\""),
          Map.entry("/v1/audio/speech", "\"input\":\"a\",\"voice\":\"b\""),
          Map.entry("/v1/rerank", "\"query\":\"a\",\"documents\":[\"b\"]"));

  private static HttpProvider provider;
  private static Gateway gateway;
  private static HttpClient client;

  @BeforeAll
  static void open() {
    provider = HttpProvider.answers(500, "application/json", "{}");
    String base = "http://127.0.0.1:" + provider.port();
    String text =
        """
        server: {host: 127.0.0.1, port: 0}
        health: {enabled: false}
        breaker: {enabled: false}
        failover: {attempts: 1}
        providers:
          openai: {type: openai, base_url: "%1$s/v1", api_key: k}
          responses: {type: openai, api: responses, base_url: "%1$s/v1", api_key: k}
          azure: {type: azure, base_url: "%1$s", api_key: k}
          azure-responses: {type: azure, api: responses, base_url: "%1$s", api_key: k}
          compatible: {type: compatible, descriptor: {}, base_url: "%1$s/v1", api_key: k}
          anthropic: {type: anthropic, base_url: "%1$s", api_key: k}
          gemini: {type: gemini, base_url: "%1$s", api_key: k}
          bedrock: {type: bedrock, region: eu-central-1, base_url: "%1$s", api_key: k}
          ollama: {type: ollama, base_url: "%1$s"}
        models:
          openai: {targets: [{provider: openai}]}
          responses: {targets: [{provider: responses}]}
          azure: {targets: [{provider: azure}]}
          azure-responses: {targets: [{provider: azure-responses}]}
          compatible-responses: {targets: [{provider: compatible, api: responses}]}
          compatible: {targets: [{provider: compatible}]}
          anthropic: {targets: [{provider: anthropic}]}
          gemini: {targets: [{provider: gemini}]}
          bedrock: {targets: [{provider: bedrock, model: "amazon.titan-embed-text-v2:0"}]}
          ollama: {targets: [{provider: ollama}]}
        """
            .formatted(base);
    gateway = new Gateway(ConfigLoader.parse("table.yaml", text, Map.of()), "0.0.0-test");
    Await.result(gateway.start());
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void close() {
    client.close();
    Await.result(gateway.stop());
    provider.close();
  }

  static List<List<String>> rows() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    boolean within = false;
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      within = line.startsWith(TITLE) || (within && line.startsWith("|"));
      if (within && !line.startsWith("|-")) {
        rows.add(
            Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                .map(String::strip)
                .toList());
      }
    }
    List<String> types = rows.getFirst();
    return rows.stream().skip(1).map(row -> joined(types, row)).toList();
  }

  private static List<String> joined(List<String> types, List<String> row) {
    List<String> cells = new ArrayList<>(List.of(row.getFirst().replace("`", "")));
    for (int i = 1; i < row.size(); i++) {
      cells.add(types.get(i).replace("`", "") + "=" + row.get(i));
    }
    return cells;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theTableIsTrue(List<String> row) throws Exception {
    for (String cell : row.subList(1, row.size())) {
      String[] words = cell.split("=", 2);
      assertThat(how(row.getFirst(), words[0]))
          .as(row.getFirst() + " at " + cell)
          .isEqualTo(words[1]);
    }
  }

  /** What holds for OpenAI's own API asked by responses holds for all that are asked so. */
  @ParameterizedTest
  @MethodSource("rows")
  void othersThatAreAskedByResponsesAreTheSame(List<String> row) throws Exception {
    String own =
        row.stream().filter(cell -> cell.startsWith("responses=")).findFirst().orElseThrow();
    for (String model : List.of("azure-responses", "compatible-responses")) {
      assertThat(how(row.getFirst(), model)).as(model).isEqualTo(own.split("=", 2)[1]);
    }
  }

  /** How a request for a model is served whose only target is at the provider. */
  private static String how(String path, String model) throws Exception {
    int before = provider.requests().size();
    HttpResponse<String> answer = client.send(request(path, model), BodyHandlers.ofString());
    List<HttpProvider.Seen> seen = provider.requests();
    if (seen.size() > before) {
      String asked = seen.getLast().text();
      return asked.contains(MARK) || asked.contains("x_mark") ? "native" : "translated";
    }
    if (answer.statusCode() == 200) {
      return "emulated";
    }
    assertThat(answer.body()).containsAnyOf("serve", "unsupported", "not take");
    return "refused";
  }

  private static HttpRequest request(String path, String model) {
    URI uri = URI.create("http://127.0.0.1:" + gateway.port() + path.replace("{model}", model));
    HttpRequest.Builder asked =
        HttpRequest.newBuilder(uri).header("anthropic-version", "2023-06-01");
    String fields = BODIES.get(path);
    if (fields == null) {
      return asked.header("content-type", FORM).POST(BodyPublishers.ofString(form(model))).build();
    }
    String body = "{\"model\":\"" + model + "\"," + MARK + "," + fields + "}";
    return asked
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static String form(String model) {
    return part("model", model)
        + part("x_mark", "7")
        + part("prompt", "a")
        + "--zz\r\ncontent-disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n\r\nPNG\r\n"
        + "--zz\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.mp3\"\r\n\r\nMP3\r\n"
        + "--zz--\r\n";
  }

  private static String part(String name, String value) {
    return "--zz\r\ncontent-disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }
}
