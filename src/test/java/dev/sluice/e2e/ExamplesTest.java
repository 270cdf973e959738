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
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The requests that the documents show, sent to a gateway as it is when nothing is configured. */
final class ExamplesTest {
  private static final List<String> PAGES =
      List.of(
          "README.md",
          "README.zh-CN.md",
          "docs/api.md",
          "docs/gemini.md",
          "docs/messages.md",
          "docs/responses.md");
  private static final Pattern BLOCK = Pattern.compile("```sh\n(curl .*?)```", Pattern.DOTALL);

  /** A word of a shell's line: in single quotes, or up to the next blank. */
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private static Gateway gateway;
  private static HttpClient client;

  @BeforeAll
  static void open() {
    gateway =
        new Gateway(ConfigLoader.builtIn(Map.of("PORT", "0", "HOST", "127.0.0.1")), "0.0.0-test");
    Await.result(gateway.start());
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void close() {
    client.close();
    Await.result(gateway.stop());
  }

  static Stream<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String page : PAGES) {
      BLOCK
          .matcher(Files.readString(Path.of(page)))
          .results()
          .map(block -> block.group(1))
          .forEach(commands::add);
    }
    return commands.stream().distinct();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whatIsShownIsAnswered(String command) throws Exception {
    List<String> words = words(command);
    HttpResponse<String> answer = client.send(request(words), BodyHandlers.ofString());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    if (command.contains("\"stream\": true")) {
      assertThat(answer.body()).endsWith("data: [DONE]\n\n");
    } else {
      assertThat(answer.body()).isNotBlank();
    }
  }

  /** Both languages show the same requests. */
  @Test
  void theReadmesShowTheSame() throws IOException {
    assertThat(blocks("README.zh-CN.md")).isNotEmpty().isEqualTo(blocks("README.md"));
  }

  private static List<String> blocks(String page) throws IOException {
    return BLOCK
        .matcher(Files.readString(Path.of(page)))
        .results()
        .map(MatchResult::group)
        .map(block -> block.replaceAll("\"content\": \"[^\"]*\"", ""))
        .toList();
  }

  private static List<String> words(String command) {
    return WORD.matcher(command.replace("\\\n", " "))
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toList();
  }

  private static HttpRequest request(List<String> words) {
    String url = words.stream().filter(word -> word.startsWith("http")).findFirst().orElseThrow();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url.replace(":8000", ":" + gateway.port())));
    for (int i = 0; i < words.size(); i++) {
      switch (words.get(i)) {
        case "-H" -> {
          String[] header = words.get(i + 1).split(": *", 2);
          request.header(header[0], header[1]);
        }
        case "-X" -> request.method(words.get(i + 1), BodyPublishers.noBody());
        case "-d" -> request.POST(BodyPublishers.ofString(words.get(i + 1)));
        default -> {}
      }
    }
    return request.build();
  }
}
