import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Shows a JVM that records its start-up cache what the gateway does: starts it by the command in
 * the arguments, has it serve all kinds of requests, and ends it by SIGTERM.
 *
 * <p>It is the only node of a fleet: what a node without a fleet loads, it loads too, and the other
 * way round a node of a fleet would miss the larger half.
 *
 * <p>The gateway stands before itself: one of its models is another of its own, called over HTTP,
 * so that what it does as a client is recorded too and nothing beside it is needed.
 */
final class Training {
  private static final int ROUNDS = 300;
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofMinutes(5);

  private static final String CONFIGURATION =
      """
      server:
        host: 127.0.0.1
        port: %1$d
      cluster:
        enabled: true
        node: training
        port: %2$d
        channel: {port: 0}
        discovery: {addresses: ["127.0.0.1:%2$d"]}
      providers:
        simulator:
          type: simulator
          first_token: 1ms
          pace: 100000
          length: 20
        itself:
          type: openai
          base_url: http://127.0.0.1:%1$d/v1
          api_key: none
          health: none
      models:
        simulated:
          targets:
            - provider: simulator
              model: simulated
        relayed:
          strategy: round_robin
          targets:
            - provider: itself
              model: simulated
            - provider: simulator
              model: simulated
              priority: 2
      """;

  private static final String CHAT =
      """
      {"model":"%s","stream":%s,"stream_options":%s,"temperature":0.2,"max_tokens":16,
       "messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"%s"}]}
      """;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI door;

  private Training(URI door) {
    this.door = door;
  }

  public static void main(String[] command) throws Exception {
    int port = freePort();
    Path folder = Files.createTempDirectory("sluice-training");
    Path settings =
        Files.writeString(folder.resolve("sluice.yaml"), CONFIGURATION.formatted(port, freePort()));
    Path log = folder.resolve("gateway.log");
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(List.of("serve", "--config", settings.toString()));
    Process gateway =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      Training training = new Training(URI.create("http://127.0.0.1:" + port));
      training.awaitStart(gateway);
      training.serveAllKinds();
      gateway.destroy();
      if (!gateway.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("the gateway did not end");
      }
    } catch (IOException e) {
      System.err.println("training failed: " + e.getMessage());
      System.err.print(Files.readString(log));
      System.exit(1);
    } finally {
      gateway.destroyForcibly().waitFor();
      Files.deleteIfExists(settings);
      Files.deleteIfExists(log);
      Files.deleteIfExists(folder);
    }
  }

  private void awaitStart(Process gateway) throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (true) {
      try {
        get("/health", 200);
        return;
      } catch (IOException e) {
        if (!gateway.isAlive() || System.nanoTime() > end) {
          throw new IOException("the gateway did not start", e);
        }
        Thread.sleep(20);
      }
    }
  }

  private void serveAllKinds() throws IOException, InterruptedException {
    String longText = "All work and no play. ".repeat(4_000);
    for (int round = 0; round < ROUNDS; round++) {
      String model = round % 3 == 0 ? "simulated" : "relayed";
      chat(model, false, "How are you?");
      chat(model, true, "How are you?");
      if (round % 50 == 0) {
        chat(model, false, longText);
        post("/v1/chat/completions", CHAT.formatted("unheard-of", false, null, "?"), 404);
        post("/v1/chat/completions", "{\"model\":", 400);
        get("/v1/models", 200);
        get("/v1/models/simulated", 200);
        get("/metrics", 200);
        get("/nowhere", 404);
      }
    }
  }

  private void chat(String model, boolean stream, String text)
      throws IOException, InterruptedException {
    String options = stream ? "{\"include_usage\":true}" : "null";
    post("/v1/chat/completions", CHAT.formatted(model, stream, options, text), 200);
  }

  private void get(String path, int expected) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(door.resolve(path)), path, expected);
  }

  private void post(String path, String body, int expected)
      throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(door.resolve(path))
            .header("content-type", "application/json")
            .header("authorization", "Bearer training")
            .POST(BodyPublishers.ofString(body)),
        path,
        expected);
  }

  private void send(HttpRequest.Builder request, String path, int expected)
      throws IOException, InterruptedException {
    var answer =
        client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    if (answer.statusCode() != expected) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
