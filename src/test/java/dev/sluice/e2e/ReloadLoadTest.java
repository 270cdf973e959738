package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that changes all the time while clients go on asking. */
final class ReloadLoadTest {
  private static final int CHANGES = 200;
  private static final int CLIENTS = 4;

  /** What is left of a configuration is left for as long as an exchange may last: four seconds. */
  private static final String FIXED =
      """
      reload: {watch: 0}
      realtime: {idle: 1s, lifetime: 1s}
      failover: {deadline: 2s}
      """;

  private static final String TIMES =
      "timeouts: {connect: 2s, first_byte: 2s, between_bytes: 2s, whole: 2s}";

  /** Connections of the providers in force: of each lane, no more than there are clients. */
  private static final int CONNECTIONS = 24;

  /** Closed clients of the first file's probes, of which the node keeps a list. */
  private static final int FIRST = 2;

  /** What each lane has one of for each provider, and what each probe has one of. */
  private static final List<String> COUNTED =
      List.of(
          "dev.sluice.provider.http.HttpAdapter",
          "dev.sluice.provider.openai.OpenAiAdapter",
          "dev.sluice.health.SharedProbe",
          "io.vertx.core.http.impl.HttpClientImpl");

  @TempDir private Path folder;

  @Test
  void noExchangeFailsAndNothingIsLeftOver() throws Exception {
    try (ScriptedProvider one = new ScriptedProvider(Scripts.serves());
        ScriptedProvider two = new ScriptedProvider(Scripts.serves());
        FileGateway gateway = new FileGateway(folder, yaml(0, one, two));
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      Map<String, Long> before = instances();
      assertThat(before).containsOnlyKeys(COUNTED);
      AtomicBoolean over = new AtomicBoolean();
      List<Future<Integer>> clients =
          IntStream.range(0, CLIENTS)
              .mapToObj(_ -> threads.submit(() -> ask(gateway, over)))
              .toList();
      try {
        for (int i = 1; i <= CHANGES; i++) {
          assertThat(gateway.change(yaml(i, one, two)).at("/state").asText()).isEqualTo("current");
        }
      } finally {
        over.set(true);
      }
      for (Future<Integer> client : clients) {
        assertThat(client.get()).as("exchanges of a client").isPositive();
      }

      assertThat(gateway.measures("sluice_config_taken_total " + CHANGES)).isTrue();
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> {
            assertThat(Stream.of(one, two).mapToInt(it -> it.open().size()).sum())
                .as("connections")
                .isLessThanOrEqualTo(CONNECTIONS);
            assertThat(instances())
                .allSatisfy((type, count) ->
                    assertThat(count)
                        .as(type)
                        .isLessThanOrEqualTo(before.getOrDefault(type, 0L) + FIRST));
          });
    }
  }

  /** As many exchanges as there is time for, each as it should be; how many there were. */
  private static int ask(FileGateway gateway, AtomicBoolean over) {
    int exchanges = 0;
    while (!over.get()) {
      try (RawClient client = gateway.client()) {
        for (boolean stream : new boolean[] {true, false, true}) {
          Answer answer = client.chat(FileGateway.body("chat", stream)).answer();
          assertThat(answer.status()).as(answer.body()).isEqualTo(200);
          if (stream) {
            assertThat(answer.data()).last().isEqualTo(Scripts.DONE);
          }
          exchanges++;
        }
      }
    }
    return exchanges;
  }

  /** Every even file is the same, and has nothing but the model in common with the odd ones. */
  private static String yaml(int number, ScriptedProvider one, ScriptedProvider two) {
    boolean even = number % 2 == 0;
    return """
    %s
    providers:
      %s: {type: openai, base_url: "http://127.0.0.1:%d/v1", api_key: k, %s}
      both: {type: openai, base_url: "http://127.0.0.1:%d/v1", api_key: k%d, %s}
    defaults: {strategy: %s}
    models:
      chat: {targets: [{provider: %s, model: m}, {provider: both, model: m}]}
      %s: {targets: [{provider: both, model: n}]}
    """
        .formatted(
            FIXED,
            even ? "even" : "odd",
            (even ? one : two).port(),
            TIMES,
            (even ? two : one).port(),
            number % 2,
            TIMES,
            even ? "round_robin" : "random",
            even ? "even" : "odd",
            even ? "evens" : "odds");
  }

  /** How many of the counted there are that something holds on to. */
  private static Map<String, Long> instances() throws JMException {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    return histogram
        .lines()
        .map(line -> line.strip().split(" +", -1))
        .filter(columns -> columns.length >= 4 && COUNTED.contains(columns[3]))
        .collect(Collectors.toMap(columns -> columns[3], columns -> Long.valueOf(columns[1])));
  }
}
