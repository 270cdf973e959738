package dev.sluice.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target dies, one node notices, and the others are spared the discovery. */
final class DyingTargetTest {
  private static final Duration TOLD = Duration.ofSeconds(1);
  private static final Duration WATCHED = Duration.ofSeconds(3);
  private static final String CHAT =
      "{\"model\":\"chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  private static final String ANSWER =
      """
      {"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
      "message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],
      "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
      """;

  /** What a node did with a request that began so long after the first node had noticed. */
  private record Visit(Duration after, int status, String target) {}

  @TempDir private Path folder;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean dead;

  @Test
  void allNodesAvoidItWithinASecondOfTheFirstOnesNoticing() throws Exception {
    HttpServer frail = provider();
    try (FleetProcesses fleet =
        FleetProcesses.start(folder, 3, yaml(frail.getAddress().getPort()))) {
      for (NodeProcess node : fleet.nodes()) {
        assertThat(target(node.post("/v1/chat/completions", CHAT))).isEqualTo("frail/m");
      }
      dead = true;
      while (!noticed(fleet.node(0))) {
        assertThat(fleet.node(0).post("/v1/chat/completions", CHAT).statusCode()).isEqualTo(200);
      }
      int before = asked.get();

      List<Visit> visits = visit(fleet.node(1), fleet.node(2));

      assertThat(visits).allSatisfy(each -> assertThat(each.status()).isEqualTo(200));
      assertThat(visits)
          .filteredOn(each -> each.after().compareTo(TOLD) > 0)
          .isNotEmpty()
          .allSatisfy(each -> assertThat(each.target()).isEqualTo("sim/m"));
      assertThat(asked.get() - before).as("trials of nodes that doubt").isLessThanOrEqualTo(2);
    } finally {
      frail.stop(0);
    }
  }

  private static List<Visit> visit(NodeProcess... nodes) throws Exception {
    List<Visit> visits = new ArrayList<>();
    long began = System.nanoTime();
    Duration passed = Duration.ZERO;
    while (passed.compareTo(WATCHED) < 0) {
      for (NodeProcess node : nodes) {
        passed = Duration.ofNanos(System.nanoTime() - began);
        HttpResponse<String> answer = node.post("/v1/chat/completions", CHAT);
        visits.add(new Visit(passed, answer.statusCode(), target(answer)));
      }
    }
    return visits;
  }

  private static String target(HttpResponse<String> answer) {
    return answer.headers().firstValue("x-sluice-target").orElse("none");
  }

  private static boolean noticed(NodeProcess node) throws Exception {
    return node.json("/v1/health/models/chat").at("/targets").findValuesAsText("breaker").stream()
        .anyMatch("open"::equals);
  }

  private static String yaml(int port) {
    return """
    breaker: {failures: 5, reset: 30s}
    providers:
      frail: {type: openai, base_url: "http://127.0.0.1:%d/v1", api_key: none, health: none}
      sim: {type: simulator, first_token: 1ms, pace: 1000, length: 3}
    models:
      chat:
        targets:
          - {provider: frail, model: m, priority: 1}
          - {provider: sim, model: m, priority: 2}
    """
        .formatted(port);
  }

  private HttpServer provider() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    HttpServer server = HttpServer.create(any, 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    byte[] body = (dead ? "{}" : ANSWER).getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      byte[] _ = exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().add("content-type", "application/json");
      exchange.sendResponseHeaders(dead ? 500 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
