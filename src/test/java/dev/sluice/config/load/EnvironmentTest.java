package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Model;
import dev.sluice.model.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvironmentTest {
  private static final Map<String, String> FAMILY =
      Map.ofEntries(
          Map.entry("OPENAI_API_KEY_1", "hidden-1"),
          Map.entry("OPENAI_BASE_URL_1", "https://one.example/v1/"),
          Map.entry("OPENAI_WEIGHT_1", "3"),
          Map.entry("OPENAI_MAX_RPS_1", "2.5"),
          Map.entry("OPENAI_TIMEOUT_1", "20"),
          Map.entry("OPENAI_BASE_URL_7", "http://127.0.0.1:9/v1"),
          Map.entry("OPENAI_MODEL_7", "local-small"),
          Map.entry("OPENAI_PRIORITY_7", "2"),
          Map.entry("OPENAI_WEIGHT_7", " "));

  @Test
  void oneKeyServesEveryName() {
    SluiceConfig config =
        read(
            Map.of(
                "OPENAI_API_KEY", "hidden", "OPENAI_ORG_ID", "org-1", "OPENAI_PROJECT_ID", "p-1"));

    ConnectionConfig openai = ((OpenAiConfig) config.providers().getFirst()).connection();
    assertThat(openai.baseUrl()).hasToString("https://api.openai.com/v1");
    assertThat(openai.requestHeaders())
        .containsEntry("authorization", "Bearer hidden")
        .containsEntry("openai-organization", "org-1")
        .containsEntry("openai-project", "p-1");
    assertThat(config.models()).extracting(Model::name).containsExactly("*");
    assertThat(config.discovered())
        .isEqualTo(config.models().getFirst().targets())
        .extracting(target -> target.id().value())
        .containsExactly("openai/*");
  }

  @Test
  void aVariableMayHoldSeveralKeys() {
    SluiceConfig config =
        read(Map.of("OPENAI_API_KEY", "one, two,,one", "OPENAI_API_KEY_2", "three,four"));

    assertThat(config.providers())
        .extracting(provider -> ((OpenAiConfig) provider).connection().authorizations())
        .containsExactly(
            List.of("Bearer one", "Bearer two"), List.of("Bearer three", "Bearer four"));
  }

  @Test
  void namesRestrictTheModels() {
    SluiceConfig config =
        read(Map.of("OPENAI_API_KEY", "hidden", "OPENAI_MODEL", "gpt-4o, gpt-4o-mini,"));

    assertThat(config.models()).extracting(Model::name).containsExactly("gpt-4o", "gpt-4o-mini");
    assertThat(config.discovered()).isEmpty();
  }

  @Test
  void numberedProvidersServeTheSameModelEachInItsWay() {
    SluiceConfig config = read(FAMILY);

    assertThat(config.providers())
        .extracting(ProviderConfig::name, ProviderConfig::discover)
        .containsExactly(tuple("openai-1", true), tuple("openai-7", false));
    assertThat(config.providers().getFirst().timeouts().firstByte())
        .isEqualTo(Duration.ofSeconds(20));
    assertThat(config.models().getFirst().targets())
        .extracting(
            target -> target.id().value(),
            target -> target.upstreamFor("gpt"),
            Target::weight,
            Target::priority,
            Target::maxRps)
        .containsExactly(
            tuple("openai-1/*", "gpt", 3, 1, 2.5),
            tuple("openai-7/local-small", "local-small", 1, 2, 0.0));
  }

  @Test
  void numberedKeysGoToTheCommonAddress() {
    SluiceConfig config =
        read(
            Map.of(
                "OPENAI_BASE_URL", "https://all.example/v1",
                "OPENAI_API_KEY_1", "hidden-1",
                "OPENAI_API_KEY_2", "hidden-2"));

    assertThat(config.providers())
        .extracting(provider -> ((OpenAiConfig) provider).connection().baseUrl().toString())
        .containsExactly("https://all.example/v1", "https://all.example/v1");
  }

  @Test
  void anAddressAloneIsAProvider() {
    assertThat(read(Map.of("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")).providers())
        .extracting(ProviderConfig::name)
        .containsExactly("openai");
  }

  @Test
  void setsTheGatewayItself() {
    SluiceConfig config =
        read(
            Map.of(
                "OPENAI_API_KEY_1", "hidden",
                "OPENAI_API_KEY_2", "hidden",
                "OPENAI_FALLBACK_ENABLED", "no",
                "OPENAI_MAX_RETRIES", "3",
                "OPENAI_BACKOFF_MS", "250",
                "OPENAI_CIRCUIT_BREAKER", "9",
                "PORT", "9001",
                "HOST", "127.0.0.1"));

    assertThat(config.failover().enabled()).isFalse();
    assertThat(config.failover().retries()).isEqualTo(3);
    assertThat(config.failover().attempts()).isEqualTo(8);
    assertThat(config.failover().backoff()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.breaker().failures()).isEqualTo(9);
    assertThat(config.server().port()).isEqualTo(9001);
    assertThat(config.server().host()).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({"true,true", "off,false", "0,false", "FALSE,false", "7,true"})
  void switchesBreakers(String text, boolean expected) {
    assertThat(
            read(Map.of("OPENAI_API_KEY", "k", "OPENAI_CIRCUIT_BREAKER", text)).breaker().enabled())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OPENAI_WIEGHT_1|2|unknown; did you mean \"OPENAI_WEIGHT_1\"?",
        "OPENAI_MODELS|a|unknown; did you mean \"OPENAI_MODEL\"?",
        "OPENAI_MAX_RETRYS|1|unknown; did you mean \"OPENAI_MAX_RETRIES\"?",
        "OPENAI_TOKEN_1|hidden|unknown; a provider's variables are",
        "OPENAI_WEIGHT_1|heavy|must be a whole number",
        "OPENAI_WEIGHT_1|0|must be 1 to 10000",
        "OPENAI_PRIORITY_1|-1|must be 1 to 1000",
        "OPENAI_MAX_RPS_1|fast|must be a number",
        "OPENAI_TIMEOUT_1|soon|must be seconds, or a duration",
        "OPENAI_TIMEOUT_1|0|must be 1ms to 24h",
        "OPENAI_BASE_URL_1|one.example/v1|must be a URL",
        "OPENAI_BASE_URL_1|https://u:hidden@one.example/v1|must be like https://",
        "OPENAI_MODEL_1|a,b|must be one model's name",
        "OPENAI_MODEL|a b|must be one model's name, or several",
        "OPENAI_API_KEY_1|hidden\u0007key|must be visible ASCII characters",
        "OPENAI_WEIGHT_5|2|belongs to no provider: neither OPENAI_API_KEY_5 nor",
        "OPENAI_MAX_RETRIES|100|must be 0 to 99",
        "OPENAI_BACKOFF_MS|soon|must be milliseconds",
        "OPENAI_FALLBACK_ENABLED|perhaps|must be true or false",
        "OPENAI_CIRCUIT_BREAKER|perhaps|must be true, false or a number of failures",
        "PORT|http|must be a whole number",
        "PORT|70000|must be 0 to 65535",
        "HOST|a b|must be an address"
      })
  void namesTheVariableAtFault(String name, String value, String message) {
    Map<String, String> variables = new HashMap<>(Map.of("OPENAI_API_KEY_1", "hidden"));
    variables.put(name, value);

    List<Problem> problems = failure(variables).problems();

    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().toString())
        .startsWith("environment " + name + ": " + message)
        .doesNotContain("hidden");
  }

  @Test
  void leavesOtherToolsVariablesAlone() {
    SluiceConfig config =
        read(
            Map.of(
                "OPENAI_API_KEY", "k",
                "OPENAI_LOG", "debug",
                "OPENAI_ORGANIZATION", "org",
                "OPENAI_API_TYPE", "azure",
                "OPENAI_SOMETHING_ELSE", "x"));

    assertThat(config.providers()).hasSize(1);
  }

  @Test
  void needsAProvider() {
    assertThat(failure(Map.of("OPENAI_API_KEY", " ")))
        .hasMessage("environment: names no provider: set OPENAI_API_KEY or OPENAI_BASE_URL");
  }

  @Test
  void addsToAFileThatAsksForIt() {
    SluiceConfig config =
        ConfigLoader.parse(
            "test.yaml",
            """
            environment: true
            server: {port: 8001}
            models: {small: {targets: [{provider: openai, model: gpt-4o-mini}]}}
            """,
            Map.of("OPENAI_API_KEY", "k", "PORT", "8002"));

    assertThat(config.models()).extracting(Model::name).containsExactlyInAnyOrder("small", "*");
    assertThat(config.server().port()).isEqualTo(8002);
  }

  @Test
  void leavesAFileAloneThatDoesNotAsk() {
    SluiceConfig config =
        ConfigLoader.parse(
            "test.yaml",
            "{providers: {s: {type: simulator}}, models: {m: {targets: [{provider: s}]}}}",
            Map.of("OPENAI_API_KEY", "k", "PORT", "8002", "OPENAI_WIEGHT_1", "2"));

    assertThat(config.providers()).hasSize(1);
    assertThat(config.server().port()).isEqualTo(8000);
  }

  @Test
  void neverChoosesBetweenTwoOfAName() {
    String yaml =
        """
        environment: true
        providers: {openai: {type: simulator}}
        models: {gpt: {targets: [{provider: openai}]}}
        """;

    ConfigException failure =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                ConfigLoader.parse(
                    "test.yaml", yaml, Map.of("OPENAI_API_KEY", "k", "OPENAI_MODEL", "gpt")));

    assertThat(failure.problems())
        .extracting(Problem::path)
        .containsExactly("providers.openai", "models.gpt");
  }

  private static SluiceConfig read(Map<String, String> variables) {
    return ConfigLoader.fromEnvironment(variables);
  }

  private static ConfigException failure(Map<String, String> variables) {
    return catchThrowableOfType(
        ConfigException.class, () -> ConfigLoader.fromEnvironment(variables));
  }
}
