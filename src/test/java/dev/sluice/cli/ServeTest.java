package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice serve} as whoever starts it meets it. */
final class ServeTest {
  private static final int KILLED_BY_SIGTERM = 128 + 15;
  private static final String SLOW =
      """
      server: {host: 127.0.0.1, port: 0, lanes: 1}
      providers:
        sim: {type: simulator, first_token: 10ms, pace: 20, jitter: 0, length: 30}
      models:
        slow: {targets: [{provider: sim}]}
      """;

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void withoutFileAndWithoutKeyItAnswersAndStreams() throws Exception {
    try (Child sluice = new Child(folder, Map.of("PORT", "0", "HOST", "127.0.0.1"), "serve")) {
      String url = sluice.url();

      assertThat(chat(url, "demo", false).body())
          .contains("\"object\":\"chat.completion\"", "\"model\":\"demo\"");
      assertThat(chat(url, "demo", true).body())
          .contains("\"object\":\"chat.completion.chunk\"")
          .endsWith("data: [DONE]\n\n");
    }
  }

  @Test
  void toldToStopItLetsAStreamEnd() throws Exception {
    Path file = Files.writeString(folder.resolve("slow.yaml"), SLOW);
    try (Child sluice = new Child(folder, Map.of(), "serve", "--config", file.toString())) {
      URI chat = URI.create(sluice.url() + "/v1/chat/completions");
      HttpResponse<InputStream> answer =
          client.send(request(chat, "slow", true), BodyHandlers.ofInputStream());
      try (BufferedReader events =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        assertThat(events.readLine()).startsWith("data: {");

        sluice.terminate();

        sluice.waitFor(Pattern.compile("draining"));
        List<String> rest = events.lines().filter(line -> !line.isEmpty()).toList();
        assertThat(rest.getLast()).isEqualTo("data: [DONE]");
        assertThat(rest).hasSizeGreaterThan(25);
      }
      assertThat(sluice.exitCode()).isEqualTo(KILLED_BY_SIGTERM);
    }
  }

  @Test
  void aConfigurationThatIsNotValidIsRefusedWithItsLines() throws Exception {
    Path file = Files.writeString(folder.resolve("bad.yaml"), "server:\n  prot: 80\n");
    try (Child sluice = new Child(folder, Map.of(), "serve", "--config", file.toString())) {
      sluice.waitFor(Pattern.compile(Pattern.quote(file + ":2") + ".*server\\.prot.*port"));

      assertThat(sluice.exitCode()).isEqualTo(2);
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        Child sluice =
            new Child(
                folder, Map.of("PORT", "" + taken.getLocalPort(), "HOST", "127.0.0.1"), "serve")) {
      sluice.waitFor(Pattern.compile("cannot serve: .*" + taken.getLocalPort()));

      assertThat(sluice.exitCode()).isEqualTo(1);
    }
  }

  private HttpResponse<String> chat(String url, String model, boolean stream)
      throws IOException, InterruptedException {
    URI chat = URI.create(url + "/v1/chat/completions");
    return client.send(request(chat, model, stream), BodyHandlers.ofString());
  }

  private static HttpRequest request(URI uri, String model, boolean stream) {
    String body =
        "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
            .formatted(model, stream);
    return HttpRequest.newBuilder(uri)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
