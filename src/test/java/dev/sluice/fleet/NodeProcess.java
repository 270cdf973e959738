package dev.sluice.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node as a process of its own. */
public final class NodeProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 90;
  private static final Pattern READY = Pattern.compile(" ready .*\\burl=(\\S+) .*millis=(\\d+)");
  private static final JsonMapper MAPPER = new JsonMapper();

  private final String name;
  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<Matcher> ready = new CompletableFuture<>();

  /** Starts a node of a name with a configuration. */
  NodeProcess(String name, Path config) throws IOException {
    this.name = name;
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("@" + Path.of("conf/jvm.flags").toAbsolutePath());
    // A test ends before the better compiler would pay.
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "serve", "--config", config.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    this.process = builder.start();
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        Matcher matcher = READY.matcher(line);
        if (matcher.find()) {
          ready.complete(matcher);
        }
      }
    } catch (IOException e) {
      lines.add("output ended: " + e.getMessage());
    }
    ready.completeExceptionally(new AssertionError(name + " never was ready: " + lines));
  }

  /** Name of the node. */
  public String name() {
    return name;
  }

  /** What it has written so far. */
  public List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** Where it answers; waits until it is ready. */
  public String url() throws Exception {
    return ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS).group(1);
  }

  /** How long it took from the start of the process to be ready, in milliseconds. */
  public long startMillis() throws Exception {
    return Long.parseLong(ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS).group(2));
  }

  /** What it answers to a GET. */
  public HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  /** What it answers to a POST, in JSON when there is a body. */
  public HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        request(path)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** What it answers to a GET, as a tree. */
  public JsonNode json(String path) throws Exception {
    return MAPPER.readTree(get(path).body());
  }

  /** Sum of the meters whose names and tags begin so. */
  public double meter(String begin) throws Exception {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(begin))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Names of the nodes that it sees. */
  public List<String> sees() throws Exception {
    return json("/admin/nodes").at("/nodes").findValuesAsText("name");
  }

  private HttpRequest.Builder request(String path) throws Exception {
    return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(20));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Id of the process. */
  public long pid() {
    return process.pid();
  }

  /** Ends it at once, as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Tells it to stop, as {@code kill} does. */
  public void terminate() {
    // The process' own method would close its output, too.
    assertThat(process.toHandle().destroy()).isTrue();
  }

  /** Its exit code, once it has ended. */
  public int exitCode() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ended").isTrue();
    return process.exitValue();
  }

  /** Freezes it: it does nothing more, and its connections stay open. */
  public void freeze() throws Exception {
    signal("STOP");
  }

  /** Lets it go on. */
  public void thaw() throws Exception {
    signal("CONT");
  }

  private void signal(String signal) throws Exception {
    Process sent = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
    assertThat(sent.waitFor()).isZero();
  }

  @Override
  public void close() {
    client.shutdownNow();
    process.destroyForcibly();
    assertThat(process.onExit()).succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
