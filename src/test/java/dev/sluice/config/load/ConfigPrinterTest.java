package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.SluiceConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigPrinterTest {
  private static final String EVERYTHING =
      """
      server:
        cors: {origins: ["https://a.example", "http://b.example:1"]}
        tls: {certificate: 'a"b\\c.pem', key: '$${key}.pem'}
        path_prefix: /llm
      limits: {body: 1000B, queue_time: 1500ms}
      stream: {heartbeat: 0}
      decisions: {file: 'a "b".jsonl', size: 1MiB, keep: 0, share: 0.25}
      reload: {watch: 0}
      leases:
        store: redis
        span: 100ms
        interval: 10ms
        redis:
          url: rediss://redis.example:6380/3
          user: sluice
          password: "***"
          prefix: "team:"
          tls: {verify: false}
      providers:
        acme:
          type: openai
          base_url: https://a.example/v1
          organization: "true"
          headers: {x-team: "***"}
          proxy: http://proxy.example:3128
          health: /status
          discover: true
          requests_per_minute: 6000
          tokens_per_minute: 1000000000
        sim: {type: simulator, pace: 0.5, concurrency: 7, faults: {error: 0.001}}
      models:
        "a:b": {targets: [{provider: sim}]}
        m:
          strategy: pareto
          prefer: {cost: 0.25, energy: 3}
          constraints: {max_price: 0.000000001, max_first_token: 1ms, regions: [us, eu]}
          failover: {on: {silent: retry, cut: stop}, first_token: 90s}
          hedging: {requests: 0.125}
          fallbacks: [a, gpt]
          mirror: {model: gpt, share: 0.01}
          targets:
            - {provider: sim, max_connections: 7, region: eu, quality: 0.25, energy: 0.5}
            - {provider: sim, model: other, concurrency: 9, tokens_per_minute: 5}
            - provider: acme
              capabilities: {context: 1, output: 2, features: [vision, tools]}
        a: {fallbacks: [], mirror: {}, targets: [{provider: acme, capabilities: {features: []}}]}
        '*':
          strategy: random
          targets:
            - {provider: acme, price: {input: 0.000000001, output: 900}, max_rps: 0.1}
            - {provider: sim, model: 'null', enabled: false, expensive: true}
      defaults:
        strategy: least_connections
        prefer: quality
        exploration: 0
        wishes: false
        affinity: false
        rescue: true
        failover: {attempts: 2, backoff: 1500ms, between_tokens: 1s}
        fallbacks: [m, x]
        mirror: {model: y}
      virtual:
        "a.b": [{model: m}]
        auto:
          - {when: {task: [chat, reasoning]}, models: {m: 0.5, "x:y": 1000000}}
          - {when: {quality: [high, low]}, model: m}
          - {models: {a: 95, b: 5}}
      """;

  @Test
  void printsWhatCanBeReadAgain() {
    SluiceConfig config = ConfigLoader.parse("test.yaml", EVERYTHING, Map.of());

    assertThat(ConfigLoader.parse("printed.yaml", ConfigPrinter.print(config), Map.of()))
        .isEqualTo(config);
  }

  @Test
  void printsTheBuiltInConfigurationSoThatItCanBeReadAgain() {
    SluiceConfig config = ConfigLoader.builtIn(Map.of("OPENAI_BASE_URL", "http://127.0.0.1:1/v1"));

    assertThat(ConfigLoader.parse("printed.yaml", ConfigPrinter.print(config), Map.of()))
        .isEqualTo(config);
  }

  @Test
  void masksEachOfSeveralKeys() {
    SluiceConfig config =
        ConfigLoader.parse(
            "test.yaml",
            """
            providers:
              acme:
                type: openai
                base_url: https://a.example/v1
                api_keys: [hidden-1, hidden-2]
                discover: true
            """,
            Map.of());

    assertThat(ConfigPrinter.print(config))
        .contains("api_keys: [\"***\", \"***\"]")
        .doesNotContain("hidden");
    assertThat(config.toString()).doesNotContain("hidden");
  }

  @Test
  void masksThePasswordOfRedis() {
    SluiceConfig config =
        ConfigLoader.parse(
            "test.yaml",
            """
            leases: {store: redis, redis: {url: "redis://a.example", password: hidden-pass}}
            providers: {acme: {type: simulator}}
            models: {m: {targets: [{provider: acme}]}}
            """,
            Map.of());

    assertThat(config.leases().redis().password().reveal()).isEqualTo("hidden-pass");
    assertThat(ConfigPrinter.print(config)).contains("password: \"***\"").doesNotContain("hidden");
    assertThat(config.toString()).doesNotContain("hidden");
  }

  @Test
  void masksCredentials() {
    SluiceConfig config =
        ConfigLoader.parse(
            "test.yaml",
            """
            providers:
              acme:
                type: openai
                base_url: https://a.example/v1
                api_key: hidden-key
                headers: {x-key: hidden-header}
                proxy: http://user:hidden-pass@proxy.example:3128
                discover: true
            """,
            Map.of());

    assertThat(ConfigPrinter.print(config))
        .contains("api_key: \"***\"", "x-key: \"***\"", "\"http://proxy.example:3128\"")
        .doesNotContain("hidden");
    assertThat(config.toString()).doesNotContain("hidden");
  }
}
