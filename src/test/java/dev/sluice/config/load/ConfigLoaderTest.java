package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.config.ServerConfig.Transport;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Price;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigLoaderTest {
  private static final String TYPES =
      "anthropic, azure, bedrock, compatible, gemini, ollama, openai or simulator";
  private static final String PROVIDERS =
      """
      providers:
        sim: {type: simulator}
        acme:
          type: openai
          base_url: https://api.acme.example/v1/
          api_key: sk-hidden
      """;

  private static final String MODELS =
      """
      models:
        fast:
          targets:
            - provider: sim
            - {provider: acme, model: acme-large}
      """;

  @Test
  void readsTargetsWithTheirDefaults() {
    SluiceConfig config = load(PROVIDERS + MODELS);

    assertThat(config.models().getFirst().strategy()).isEqualTo(Strategy.WEIGHTED);
    assertThat(config.models().getFirst().targets())
        .extracting(target -> target.id().value())
        .containsExactly("sim/fast", "acme/acme-large");
    assertThat(config.models().getFirst().targets())
        .allSatisfy(target -> {
          assertThat(target.weight()).isEqualTo(1);
          assertThat(target.enabled()).isTrue();
          assertThat(target.expensive()).isFalse();
          assertThat(target.price()).isNull();
        });
  }

  @Test
  void readsSettingsOfTheGateway() {
    SluiceConfig config =
        load(
            """
            server: {port: "${PORT:9000}", transport: io_uring, drain: 2m, cors: {origins: '*'}}
            limits: {body: 1MiB}
            failover: {enabled: false, retry_share: 0.5}
            """
                + PROVIDERS
                + MODELS);

    assertThat(config.server().port()).isEqualTo(9000);
    assertThat(config.server().transport()).isEqualTo(Transport.IO_URING);
    assertThat(config.server().drain()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.server().cors().origins()).containsExactly("*");
    assertThat(config.limits().body()).isEqualTo(1 << 20);
    assertThat(config.failover().enabled()).isFalse();
    assertThat(config.failover().retryShare()).isEqualTo(0.5);
  }

  @Test
  void readsProvidersAndTargetsInFull() {
    SluiceConfig config =
        load(
            """
            providers:
              acme:
                type: openai
                base_url: https://api.acme.example/v1/
                headers: {X-Team: blue}
                timeouts: {whole: 20s}
                health: /status
            models:
              big-*:
                strategy: random
                targets:
                  - provider: acme
                    max_rps: 2.5
                    expensive: true
                    price: {input: 2.50, output: 10}
            """);

    ConnectionConfig acme = ((OpenAiConfig) config.providers().getFirst()).connection();
    assertThat(acme.baseUrl()).hasToString("https://api.acme.example/v1");
    assertThat(acme.requestHeaders()).containsEntry("x-team", "blue");
    assertThat(acme.timeouts().firstByte()).isEqualTo(Duration.ofSeconds(20));
    assertThat(acme.probe()).isEqualTo(new ProbeConfig.Path("/status"));
    Target target = config.models().getFirst().targets().getFirst();
    assertThat(target.id().value()).isEqualTo("acme/big-*");
    assertThat(target.upstream()).isNull();
    assertThat(target.maxRps()).isEqualTo(2.5);
    assertThat(target.expensive()).isTrue();
    assertThat(target.price())
        .isEqualTo(new Price(2_500_000_000L, 2_500_000_000L, 10_000_000_000L));
  }

  @Test
  void tellsEveryProblemWithItsPlace() {
    String yaml =
        """
        server:
          prot: 80
          port: 70000
        limits:
          body: 32MB
          body: 1MiB
        providers:
          anthropic: {type: simulator}
          idle: {type: simulator}
          odd: {type: opnai}
        models:
          fast:
            targets:
              - provider: anthropic
                weight: 0
              - provider: anthropc
              - provider: anthropic
          empty: {}
        colour: red
        """;

    assertThat(problems(yaml))
        .containsExactlyInAnyOrder(
            "test.yaml:2 server.prot: unknown key; did you mean \"port\"?",
            "test.yaml:3 server.port: must be 0 to 65535, not \"70000\"",
            "test.yaml:5 limits.body: must be a size such as 512B, 64KiB or 32MiB, below 2GiB,"
                + " not \"32MB\"",
            "test.yaml:6 limits.body: duplicate key; it stands in line 5 already",
            "test.yaml:9 providers.idle: is never used: no model has it as a target, and discover"
                + " is not on",
            "test.yaml:10 providers.odd.type: must be " + TYPES,
            "test.yaml:15 models.fast.targets[0].weight: must be 1 to 10000, not \"0\"",
            "test.yaml:16 models.fast.targets[1].provider: no provider named \"anthropc\"; did you"
                + " mean \"anthropic\"?",
            "test.yaml:18 models.empty.targets: must be a list of at least one target",
            "test.yaml:19 colour: unknown key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "port: eighty",
        "port: 1.5",
        "port: [80]",
        "transport: udp",
        "drain: 5",
        "lanes: -1",
        "path_prefix: slash/",
        "host: 'a b'",
        "tls: {certificate: a.pem}",
        "cors: {origins: [nonsense]}",
        "cors: {origins: {a: b}}",
        "[a, b]: c",
        "tls: yes"
      })
  void refusesServersThatAreNone(String line) {
    assertThat(problems("server: {" + line + "}\n" + PROVIDERS + MODELS))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem).startsWith("test.yaml:1 server"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model: 'acme-*'",
        "weight: many",
        "priority: 0",
        "max_rps: -1",
        "requests_per_minute: -1",
        "tokens_per_minute: 2000000000",
        "concurrency: many",
        "enabled: perhaps",
        "price: {input: 1}",
        "price: {input: -1, output: 1}",
        "price: {input: 1.0000000001, output: 1}",
        "price: {input: 1e3, output: 1}",
        "price: {input: 1, output: 1, cached: 1}",
        "wieght: 2"
      })
  void refusesTargetsThatAreNone(String line) {
    String yaml = PROVIDERS + MODELS + "      - {provider: acme, %s}\n".formatted(line);

    assertThat(problems(yaml))
        .hasSize(1)
        .allSatisfy(
            problem -> assertThat(problem).startsWith("test.yaml:12 models.fast.targets[2]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base_url: nonsense",
        "base_url: https://user:hidden@acme.example/v1",
        "base_url: https://acme.example/v1?key=hidden",
        "api_key: \"hidden\\tkey\"",
        "headers: {x-key: \"hidden\\nkey\"}",
        "proxy: 'ftp://user:hidden@proxy.example'",
        "health: sometimes",
        "timeouts: {connect: 0}",
        "timeouts: {whole: 5s, first_byte: 10s}",
        "pool: {connections: 0}",
        "tls: {key: a.pem}",
        "discover: maybe",
        "concurrency: -1"
      })
  void refusesProvidersThatAreNoneWithoutShowingCredentials(String line) {
    String yaml =
        """
        providers:
          acme:
            type: openai
            %s
            %s
        models: {fast: {targets: [{provider: acme}]}}
        """
            .formatted(line, line.startsWith("base_url") ? "" : "base_url: https://a.example/v1");

    assertThat(problems(yaml))
        .hasSize(1)
        .allSatisfy(problem ->
            assertThat(problem).startsWith("test.yaml:4 providers.acme").doesNotContain("hidden"));
  }

  @Test
  void refusesASecondTargetOfTheSameProviderAndModel() {
    assertThat(problems(PROVIDERS + MODELS + "      - {provider: sim, model: fast}\n"))
        .containsExactly(
            "test.yaml:12 models.fast.targets[2]: the model has this target already: same provider,"
                + " same model");
  }

  @Test
  void quotesKeysThatArePartlyDots() {
    assertThat(problems(PROVIDERS + MODELS + "  gpt-4.1: {targets: [{provider: acm}]}\n"))
        .containsExactly(
            "test.yaml:12 models.\"gpt-4.1\".targets[0].provider: no provider named \"acm\"; did you"
                + " mean \"acme\"?");
  }

  @Test
  void disablesProvidersWhoseKeyOrAddressIsEmpty() {
    SluiceConfig config =
        load(
            """
            providers:
              keyless: {type: openai, base_url: 'https://a.example/v1', api_key: '${NO_KEY:}'}
              nowhere: {type: openai, base_url: '${NO_URL:}', discover: true}
            models:
              fast: {targets: [{provider: keyless}, {provider: nowhere}]}
            """);

    assertThat(config.providers()).noneMatch(provider -> provider.enabled());
    assertThat(config.models().getFirst().targets()).noneMatch(Target::enabled);
    assertThat(config.discovered()).isEmpty();
  }

  @Test
  void namesVariablesThatAreNotSet() {
    assertThat(problems("server: {port: '${MISSING_PORT}'}\n" + PROVIDERS + MODELS))
        .containsExactly(
            "test.yaml:1 server.port: the variable MISSING_PORT is not set; set it, or write"
                + " ${MISSING_PORT:default}");
  }

  @Test
  void showsReferencesInsteadOfWhatTheyStandFor() {
    String yaml = "server: {port: '${KEY}'}\n" + PROVIDERS + MODELS;

    ConfigException failure = failure(yaml, Map.of("KEY", "sk-hidden"));

    assertThat(failure).hasMessageContaining("${KEY}").hasMessageNotContaining("hidden");
  }

  @Test
  void sharesSettingsByAnchors() {
    SluiceConfig config =
        load(
            PROVIDERS
                + """
                models:
                  one: {targets: &both [{provider: sim, model: m}, {provider: acme, model: m}]}
                  two: {targets: *both}
                """);

    assertThat(config.models()).extracting(model -> model.targets().size()).containsExactly(2, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a: b: c",
        "- a\n- b",
        "just text",
        "a: *nowhere",
        "a: 1\n---\nb: 2",
        "{a: [}",
        "a: \u0001",
        "&a {models: *a}",
        "server: &a {cors: *a}",
        "providers: {}"
      })
  void refusesWhatIsNoConfiguration(String text) {
    assertThat(problems(text)).isNotEmpty();
  }

  @Test
  void refusesTextsThatAreNestedTooDeep() {
    assertThat(problems("a: " + "[".repeat(100_000)))
        .containsExactly("test.yaml:1: is nested more than 32 deep");
  }

  @Test
  void refusesTextsThatStandForTooMuch() {
    StringBuilder yaml = new StringBuilder(PROVIDERS + "models:\n  m: &m\n    targets:\n");
    for (int i = 0; i < 3000; i++) {
      yaml.append("      - {provider: sim, model: m").append(i).append("}\n");
    }
    for (int i = 0; i < 40; i++) {
      yaml.append("  n").append(i).append(": *m\n");
    }

    assertThat(problems(yaml.toString()))
        .anySatisfy(problem -> assertThat(problem).contains("stands for more than"));
  }

  @Test
  void refusesFilesThatCannotBeRead(@TempDir Path directory) throws IOException {
    Path latin = Files.write(directory.resolve("latin.yaml"), new byte[] {'a', ':', (byte) 0xe4});

    assertThat(List.of(directory, latin, directory.resolve("missing.yaml")))
        .allSatisfy(file ->
            assertThat(
                    catchThrowableOfType(
                        ConfigException.class, () -> ConfigLoader.load(file, Map.of())))
                .hasMessageStartingWith(file + ": "));
  }

  @Test
  void loadsTheFileThatUsersBeginWith() {
    SluiceConfig config = ConfigLoader.load(Path.of("conf/sluice.yaml"), Map.of());

    assertThat(config).isEqualTo(ConfigLoader.builtIn(Map.of()));
    assertThat(config.models().getFirst().targets())
        .extracting(Target::provider, Target::weight)
        .containsExactly(tuple("sim-swift", 5), tuple("sim-steady", 1), tuple("sim-thrifty", 1));
    assertThat(config.discovered()).isEmpty();
  }

  @Test
  void startsProvidersWhoseKeyIsSet() {
    Map<String, String> variables =
        Map.of("GROQ_API_KEY", "k", "OLLAMA_BASE_URL", "http://127.0.0.1:11434/v1");

    assertThat(ConfigLoader.builtIn(variables).discovered())
        .extracting(Target::provider)
        .containsExactly("groq", "ollama");
  }

  private static SluiceConfig load(String yaml) {
    return ConfigLoader.parse("test.yaml", yaml, Map.of());
  }

  private static List<String> problems(String yaml) {
    return failure(yaml, Map.of()).problems().stream().map(Problem::toString).toList();
  }

  private static ConfigException failure(String yaml, Map<String, String> variables) {
    return catchThrowableOfType(
        ConfigException.class, () -> ConfigLoader.parse("test.yaml", yaml, variables));
  }
}
