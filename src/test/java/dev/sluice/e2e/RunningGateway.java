package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.app.Gateway;
import dev.sluice.config.SluiceConfig;
import dev.sluice.ingress.Node;
import dev.sluice.ingress.Page;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A gateway on a port of its own. When it is closed it has come to rest: nothing in flight, nothing
 * waiting, all places free, and a normal request is served.
 */
final class RunningGateway implements AutoCloseable {
  static final String CALM = "calm";
  static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Grüße\"}]";
  static final String WHOLE = "{\"model\":\"chat\"," + MESSAGES + "}";
  static final String STREAM =
      "{\"model\":\"chat\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
          + MESSAGES
          + "}";

  private static final Duration REST = Duration.ofSeconds(5);
  private static final List<String> GAUGES =
      List.of(
          "sluice_exchanges_in_flight",
          "sluice_exchanges_waiting",
          "sluice_streams_open",
          "sluice_attempts_in_flight");

  private final ScriptedProvider calm = new ScriptedProvider(Scripts.serves());
  private final Gateway gateway;
  private final String prefix;
  private final boolean secure;
  private boolean stopped;

  RunningGateway(Settings settings) {
    SluiceConfig config = settings.model(CALM, calm).build();
    prefix = config.server().pathPrefix();
    secure = config.server().tls() != null;
    gateway = new Gateway(config, "0.0.0-test", _ -> settings.firstToken());
    Await.result(gateway.start());
  }

  /** A gateway before providers that are tried in this order. */
  static RunningGateway before(ScriptedProvider... providers) {
    return with(new Settings(), providers);
  }

  /** As above, with settings. */
  static RunningGateway with(Settings settings, ScriptedProvider... providers) {
    String[] names = {"first", "second", "third"};
    for (int i = 0; i < providers.length; i++) {
      settings.target(names[i], providers[i]);
    }
    return new RunningGateway(settings);
  }

  int port() {
    return gateway.port();
  }

  /** A new connection. */
  RawClient client() {
    return secure ? RawClient.secure(port()) : new RawClient(port(), 0);
  }

  /** The node's own, to look into its bus. */
  Vertx vertx() {
    return (Vertx) part("vertx");
  }

  /** The pages that other parts of the node made. */
  List<Page> pages() {
    return ((Node) part("node")).pages();
  }

  private Object part(String name) {
    try {
      Field part = Gateway.class.getDeclaredField(name);
      part.setAccessible(true);
      return part.get(gateway);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the node has no such field", e);
    }
  }

  /** What a chat request gets on a connection of its own. */
  Answer chat(String json, String... headers) {
    try (RawClient client = client()) {
      String path = prefix + "/v1/chat/completions";
      return client.send(RawClient.request("POST", path, json, headers)).answer();
    }
  }

  /** What any request gets on a connection of its own. */
  Answer ask(String method, String path, String... headers) {
    try (RawClient client = client()) {
      return client.send(RawClient.request(method, path, "", headers)).answer();
    }
  }

  /** The meters whose names begin so, by name and tags. */
  Map<String, Double> meters(String begin) {
    Map<String, Double> found = new TreeMap<>();
    ask("GET", prefix + "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(begin))
        .forEach(line -> {
          int space = line.lastIndexOf(' ');
          found.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
    return found;
  }

  /** Sum of the meters whose names begin so. */
  double meter(String begin) {
    return meters(begin).values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Waits until nothing is in flight any more. */
  void awaitRest() {
    await()
        .atMost(REST)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(() -> {
          for (String gauge : GAUGES) {
            assertThat(meters(gauge))
                .isNotEmpty()
                .allSatisfy((_, value) -> assertThat(value).isZero());
          }
        });
  }

  /** Lets the gateway drain and end. */
  Future<Void> stop() {
    stopped = true;
    return gateway.stop();
  }

  @Override
  public void close() {
    try {
      if (!stopped) {
        awaitRest();
        assertThat(chat("{\"model\":\"calm\"," + MESSAGES + "}").status()).isEqualTo(200);
      }
    } finally {
      Await.result(gateway.stop());
      calm.close();
    }
  }
}
