package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What an operator is told of a changed configuration, by a node that answers as it is told. */
final class ReloadCommandTest {
  private static final String CURRENT =
      """
      {"node":"a","state":"current","version":"22","offered":"22","source":"conf/sluice.yaml",
       "since":"2026-01-01T00:00:00Z","changes":["provider p changed","model x added"],
       "problems":[],"waiting_for":[]}
      """;
  private static final String WAITING =
      """
      {"node":"a","state":"waiting","version":"11","offered":"22","source":"conf/sluice.yaml",
       "since":"2026-01-01T00:00:00Z","changes":["model x added"],"problems":[],
       "waiting_for":["b","c"]}
      """;
  private static final String REFUSED =
      """
      {"node":"a","state":"refused","version":"11","offered":"11","source":"conf/sluice.yaml",
       "since":"2026-01-01T00:00:00Z","changes":["model old removed"],
       "problems":["conf/sluice.yaml:31 models.fast: must be a mapping","server takes a restart"],
       "waiting_for":[]}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<Duration> pauses = new ArrayList<>();
  private HttpServer node;
  private int status = 200;
  private long now = -1;

  @BeforeEach
  void open() throws IOException {
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext("/", this::answer);
    node.start();
  }

  @AfterEach
  void close() {
    node.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    String next = answers.size() > 1 ? answers.remove() : answers.element();
    byte[] body = next.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private int run(List<String> told, String... options) {
    answers.addAll(told);
    ReloadCommand command =
        new ReloadCommand(
            () -> now,
            time -> {
              pauses.add(time);
              now += time.toNanos();
            });
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--url", "http://127.0.0.1:" + node.getAddress().getPort() + "/llm"));
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }

  @Test
  void aChangeThatWasTakenIsTold() {
    int code = run(List.of(CURRENT));

    assertThat(code).isZero();
    assertThat(asked).containsExactly("POST /llm/admin/reload");
    assertThat(out.toString().lines())
        .containsExactly(
            "configuration 22 is in force since 2026-01-01T00:00:00Z",
            "provider p changed",
            "model x added");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatIsWrongWithARefusedFileIsTold() {
    int code = run(List.of(REFUSED));

    assertThat(code).isEqualTo(1);
    assertThat(asked).containsExactly("POST /llm/admin/reload");
    assertThat(err.toString().lines())
        .containsExactly(
            "refused, configuration 11 stays in force:",
            "conf/sluice.yaml:31 models.fast: must be a mapping",
            "server takes a restart");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aChangeThatWaitsIsAskedForUntilItIsTaken() {
    int code = run(List.of(WAITING, WAITING, CURRENT));

    assertThat(code).isZero();
    assertThat(asked)
        .containsExactly(
            "POST /llm/admin/reload", "GET /llm/admin/config", "GET /llm/admin/config");
    assertThat(pauses).containsOnly(Duration.ofMillis(500));
    assertThat(out.toString()).contains("configuration 22 is in force").doesNotContain("waits");
  }

  @Test
  void aChangeThatWaitsForTooLongNamesTheOthers() {
    int code = run(List.of(WAITING), "--timeout", "3");

    assertThat(code).isEqualTo(1);
    assertThat(pauses).hasSize(6);
    assertThat(err.toString().lines())
        .containsExactly("waits for b, c: their files give another configuration");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void tenSecondsAreWaitedUnlessSaidOtherwise() {
    int code = run(List.of(WAITING));

    assertThat(code).isEqualTo(1);
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).hasSeconds(10);
  }

  @Test
  void withoutTimeNothingIsWaitedFor() {
    int code = run(List.of(WAITING), "--timeout", "0");

    assertThat(code).isEqualTo(1);
    assertThat(asked).containsExactly("POST /llm/admin/reload");
  }

  @Test
  void aChangeThatIsRefusedWhileItWaitsIsTold() {
    int code = run(List.of(WAITING, REFUSED));

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).startsWith("refused, configuration 11 stays in force:");
  }

  @Test
  void theCommandIsAmongTheOthersAndSaysWhyItFails() {
    status = 404;
    answers.add("{\"error\":{\"message\":\"There is nothing at /admin/reload.\"}}");

    int code =
        Main.commandLine()
            .setErr(new PrintWriter(err))
            .execute("reload", "--url", "http://127.0.0.1:" + node.getAddress().getPort());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("There is nothing at /admin/reload.");
  }
}
