package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a running node for what its control API offers to the machine itself. */
final class NodeClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final JsonMapper MAPPER = new JsonMapper();

  private final String url;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  NodeClient(String url) {
    this.url = url.replaceAll("/+$", "");
  }

  /**
   * All nodes that the node sees.
   *
   * @throws IOException with a message for the user when it cannot be told
   */
  JsonNode nodes() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri("/admin/nodes")).GET());
  }

  /** Gives an order to the node of that name or id: {@code drain} or {@code resume}. */
  JsonNode order(String node, String order) throws IOException, InterruptedException {
    String name = URLEncoder.encode(node, StandardCharsets.UTF_8).replace("+", "%20");
    return send(
        HttpRequest.newBuilder(uri("/admin/nodes/" + name + "/" + order))
            .POST(BodyPublishers.noBody()));
  }

  /**
   * Has the node look at its configuration now.
   *
   * @return what came of it: {@code state}, and what goes with it
   */
  JsonNode reload() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri("/admin/reload")).POST(BodyPublishers.noBody()));
  }

  /** As {@link #reload}, without another look at the configuration. */
  JsonNode config() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri("/admin/config")).GET());
  }

  private URI uri(String path) throws IOException {
    try {
      return URI.create(url + path);
    } catch (IllegalArgumentException e) {
      throw new IOException("--url must be like http://127.0.0.1:8000", e);
    }
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer;
    try {
      answer = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException("no node answers at " + url + "; name a running one by --url", e);
    }
    JsonNode body = MAPPER.readTree(answer.body());
    if (answer.statusCode() != 200) {
      String message = body.at("/error/message").asText("");
      throw new IOException(
          message.isEmpty() ? "the node answered " + answer.statusCode() : message);
    }
    return body;
  }

  @Override
  public void close() {
    client.close();
  }
}
