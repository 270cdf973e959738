package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.SluiceConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigPrinterTest {
  @Test
  void printsWhatCanBeReadAgain() {
    SluiceConfig config =
        ConfigLoader.parse(
            "test.yaml",
            """
            server:
              cors: {origins: ["https://a.example", "http://b.example:1"]}
              tls: {certificate: 'a"b\\c.pem', key: '$${key}.pem'}
              path_prefix: /llm
            limits: {body: 1000B, queue_time: 1500ms}
            stream: {heartbeat: 0}
            providers:
              acme:
                type: openai
                base_url: https://a.example/v1
                organization: "true"
                headers: {x-team: "***"}
                proxy: http://proxy.example:3128
                health: /status
                discover: true
              sim: {type: simulator, pace: 0.5, faults: {error: 0.001}}
            models:
              "a:b": {targets: [{provider: sim}]}
              '*':
                strategy: random
                targets:
                  - {provider: acme, price: {input: 0.000000001, output: 900}, max_rps: 0.1}
                  - {provider: sim, model: 'null', enabled: false, expensive: true}
            """,
            Map.of());

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
