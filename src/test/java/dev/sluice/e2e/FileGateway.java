package dev.sluice.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.app.Gateway;
import dev.sluice.config.load.ConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A gateway whose configuration is a file that changes while it serves. */
final class FileGateway implements AutoCloseable {
  private static final String SERVER = "server: {host: 127.0.0.1, port: 0, lanes: 2}\n";

  private final Path file;
  private final Gateway gateway;

  /**
   * A gateway that serves by a file, which is made.
   *
   * @param yaml without the section {@code server}
   */
  FileGateway(Path folder, String yaml) {
    file = folder.resolve("sluice.yaml");
    write(SERVER + yaml);
    ConfigSource source = new ConfigSource.YamlFile(file, Map.of());
    gateway = new Gateway(source.load(), "0.0.0-test", source);
    Await.result(gateway.start());
  }

  /** Changes the file, and has it read; tells what came of it. */
  JsonNode change(String yaml) {
    return changeAll(SERVER + yaml);
  }

  /** As above, with the section {@code server}. */
  JsonNode changeAll(String yaml) {
    write(yaml);
    return Answer.json(ask("POST", "/admin/reload", "").body());
  }

  /** Changes the file. */
  void rewrite(String yaml) {
    write(SERVER + yaml);
  }

  private void write(String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the node tells of its configuration. */
  JsonNode config() {
    return Answer.json(ask("GET", "/admin/config", "").body());
  }

  int port() {
    return gateway.port();
  }

  RawClient client() {
    return new RawClient(gateway.port(), 0);
  }

  Answer ask(String method, String path, String body) {
    try (RawClient client = client()) {
      return client.send(RawClient.request(method, path, body)).answer();
    }
  }

  /** What a chat with the model gets. */
  Answer chat(String model) {
    return ask("POST", "/v1/chat/completions", body(model, false));
  }

  static String body(String model, boolean stream) {
    return "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
        .formatted(model, stream);
  }

  /** Value of the only meter of that name and tags; null when there is none. */
  boolean measures(String meter) {
    return ask("GET", "/metrics", "").body().lines().anyMatch(line -> line.startsWith(meter));
  }

  @Override
  public void close() {
    Await.result(gateway.stop());
  }
}
