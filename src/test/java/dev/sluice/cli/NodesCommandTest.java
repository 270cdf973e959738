package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.app.Gateway;
import dev.sluice.config.load.ConfigLoader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What operators tell and ask a running node on the command line. */
final class NodesCommandTest {
  /** Of the last one an older release tells, which knows of no versions. */
  private static final String NODES =
      """
      {"self": "a", "standing": "majority", "strength": 5, "nodes": [
        {"name": "a", "exchanges": 0, "config": "same", "config_version": "1", "offered_version": "1"},
        {"name": "b", "exchanges": 0, "config": "same", "config_version": "1", "offered_version": "2"},
        {"name": "c", "exchanges": 0, "config": "other", "config_version": "2", "offered_version": "3"},
        {"name": "d", "exchanges": 0, "config": "unknown", "config_version": "", "offered_version": ""},
        {"name": "e", "exchanges": 0, "config": "other"}]}
      """;

  private static Gateway gateway;
  private static String url;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void open() throws Exception {
    String yaml =
        """
        server: {host: 127.0.0.1, port: 0, lanes: 1, path_prefix: /llm}
        cluster: {node: first, zone: here}
        providers:
          sim: {type: simulator}
        models:
          m: {targets: [{provider: sim}]}
        """;
    gateway = new Gateway(ConfigLoader.parse("test.yaml", yaml, Map.of()), "1.2.3");
    gateway.start().toCompletionStage().toCompletableFuture().get(30, SECONDS);
    url = "http://127.0.0.1:" + gateway.port() + "/llm/";
  }

  @AfterAll
  static void close() throws Exception {
    gateway.stop().toCompletionStage().toCompletableFuture().get(30, SECONDS);
  }

  private int run(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  @Test
  void nodesAreListed() {
    assertThat(run("nodes", "--url", url)).isZero();
    assertThat(out.toString().lines().toList().get(1))
        .matches("first \\* +serving +0 +same +1\\.2\\.3 +here +127\\.0\\.0\\.1:\\d+ +20.*");
    assertThat(out.toString()).contains("1 of 1, alone as first sees it");
  }

  @Test
  void aNodeThatOffersAnotherConfigurationWaits() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/admin/nodes",
        exchange -> {
          byte[] body = NODES.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      assertThat(run("nodes", "--url", "http://127.0.0.1:" + server.getAddress().getPort()))
          .isZero();
    } finally {
      server.stop(0);
    }
    assertThat(out.toString().lines().skip(1).limit(5).map(line -> line.split(" +", 5)[3]))
        .containsExactly("same", "waiting", "waiting", "unknown", "other");
  }

  @Test
  void aNodeDrainsAndResumes() {
    assertThat(run("drain", "first", "--wait", "--url", url)).isZero();
    assertThat(out.toString()).contains("first is told to drain", "first has drained");
    assertThat(run("resume", "first", "--url", url)).isZero();
    assertThat(out.toString()).contains("first is told to serve again");
  }

  @Test
  void whatCannotBeIsTold() {
    assertThat(run("drain", "second one", "--url", url)).isEqualTo(1);
    assertThat(err.toString()).contains("No node of that name is seen");
    assertThat(run("nodes", "--url", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(err.toString()).contains("no node answers at http://127.0.0.1:1");
    assertThat(run("nodes", "--url", "a b")).isEqualTo(1);
    assertThat(err.toString()).contains("--url must be like");
  }
}
