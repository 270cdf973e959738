package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.ModelDefaults;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Capabilities;
import dev.sluice.model.Constraints;
import dev.sluice.model.FailoverRules;
import dev.sluice.model.Failure;
import dev.sluice.model.Feature;
import dev.sluice.model.Hedging;
import dev.sluice.model.Mirror;
import dev.sluice.model.Model;
import dev.sluice.model.Policy;
import dev.sluice.model.Preference;
import dev.sluice.model.Reaction;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.Traits;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What models do and what is said of targets: read, inherited, refused. */
final class PolicyTest {
  private static final String SIM = "providers: {sim: {type: simulator}}\n";
  private static final String WHOLE =
      """
      prefer: {cost: 0.6, latency: 0.4}
      constraints: {max_price: 0.02, max_first_token: 1500ms, min_success: 0.9, min_quality: 0.5, regions: [eu, us]}
      exploration: 0.1
      wishes: false
      affinity: false
      failover:
        on: {throttled: next, context_length: stop}
        attempts: 3
        backoff: 50ms
        first_token: 5s
        between_tokens: 10s
      rescue: true
      strict: true
      hedging: {requests: 0.1, money: 0.05}
      fallbacks: [small, gpt-5]
      mirror: {model: small, share: 0.25}
      """;
  private static final Policy EVERYTHING =
      new Policy(
          new Preference(0.6, 0.4, 0, 0, 0, 0),
          new Constraints(20_000_000, 1500, 0.9, 0.5, Set.of("eu", "us")),
          0.1,
          false,
          false,
          new FailoverRules(
              Map.of("throttled", Reaction.NEXT, "context_length", Reaction.STOP),
              3,
              Duration.ofMillis(50),
              Duration.ofSeconds(5),
              Duration.ofSeconds(10)),
          true,
          new Hedging(0.1, 0.05),
          List.of("small", "gpt-5"),
          new Mirror("small", 0.25),
          true);

  @Test
  void aModelThatSaysNothingDoesTheUsual() {
    Model model = load(SIM + "models: {m: {targets: [{provider: sim}]}}\n").models().getFirst();

    assertThat(model.policy()).isEqualTo(Policy.DEFAULT);
    assertThat(model.targets().getFirst().traits()).isEqualTo(Traits.NONE);
    assertThat(model.targets().getFirst().maxConnections()).isZero();
  }

  @Test
  void aModelSaysEverything() {
    assertThat(model(everything("    ")).policy()).isEqualTo(EVERYTHING);
  }

  @Test
  void theDefaultsSayEverythingForAllModels() {
    SluiceConfig config =
        load(
            SIM
                + "defaults:\n  strategy: pareto\n"
                + WHOLE.indent(2)
                + others()
                + "  m: {targets: [{provider: sim, region: eu}]}\n");

    assertThat(config.defaults()).isEqualTo(new ModelDefaults(Strategy.PARETO, EVERYTHING));
    assertThat(config.models().getLast().policy()).isEqualTo(EVERYTHING);
    assertThat(config.models()).extracting(Model::strategy).containsOnly(Strategy.PARETO);
    Policy small = config.models().getFirst().policy();
    assertThat(small.fallbacks()).containsExactly("gpt-5");
    assertThat(small.mirror()).isNull();
  }

  @Test
  void aModelsOwnKeysGoBeforeTheDefaults() {
    SluiceConfig config =
        load(
            SIM
                + "defaults:\n  strategy: cost\n"
                + WHOLE.indent(2)
                + others()
                + """
                  m:
                    strategy: random
                    prefer: green
                    constraints: {min_success: 0.5, regions: []}
                    failover: {on: {throttled: retry, cut: stop}, attempts: 0}
                    hedging: {money: 0.5}
                    fallbacks: []
                    mirror: {}
                    targets: [{provider: sim}]
                """);

    Policy own = config.models().getLast().policy();
    assertThat(config.models().getLast().strategy()).isEqualTo(Strategy.RANDOM);
    assertThat(own.preference()).isEqualTo(Preference.GREEN);
    assertThat(own.constraints()).isEqualTo(new Constraints(20_000_000, 1500, 0.5, 0.5, Set.of()));
    assertThat(own.failover().reactions())
        .containsOnly(
            Map.entry("throttled", Reaction.RETRY),
            Map.entry("context_length", Reaction.STOP),
            Map.entry("cut", Reaction.STOP));
    assertThat(own.failover().attempts()).isZero();
    assertThat(own.failover().backoff()).isEqualTo(Duration.ofMillis(50));
    assertThat(own.hedging()).isEqualTo(new Hedging(0.1, 0.5));
    assertThat(own.fallbacks()).isEmpty();
    assertThat(own.mirror()).isNull();
    assertThat(own.rescue()).isTrue();
  }

  @Test
  void theDefaultsHoldForModelsOfTheEnvironment() {
    SluiceConfig config =
        ConfigLoader.parse(
            "test.yaml",
            "{environment: true, defaults: {rescue: true, strategy: cost}}",
            Map.of("OPENAI_API_KEY", "k"));

    assertThat(config.models().getFirst().policy().rescue()).isTrue();
    assertThat(config.models().getFirst().strategy()).isEqualTo(Strategy.COST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"balanced", "cheap", "fast", "reliable", "quality", "green"})
  void presetsHaveNames(String name) {
    assertThat(model("    prefer: " + name + "\n").policy().preference())
        .isEqualTo(Preference.preset(name));
  }

  @Test
  void everyFailureOfAnUpstreamCanBeReactedTo() {
    assertThat(Failure.Upstream.class.getPermittedSubclasses())
        .extracting(kind -> kind.getSimpleName().toLowerCase(Locale.ROOT))
        .isSubsetOf(FailoverRules.KINDS);
  }

  @ParameterizedTest
  @EnumSource
  void everyStrategyCanBeNamed(Strategy strategy) {
    assertThat(model("    strategy: " + strategy.id() + "\n").strategy()).isEqualTo(strategy);
  }

  @Test
  void moneyForHedgingFollowsRequests() {
    assertThat(model("    hedging: {requests: 0.1}\n").policy().hedging())
        .isEqualTo(new Hedging(0.1, 0.1));
  }

  @Test
  void namesMayMatchPatternsOfModels() {
    Model model = model("    mirror: {model: gpt-4o}\n");

    assertThat(model.policy().mirror()).isEqualTo(new Mirror("gpt-4o", 1));
  }

  @Test
  void targetsSayWhatTheyAre() {
    Target target =
        load(SIM
                + """
                models:
                  m:
                    targets:
                      - provider: sim
                        max_connections: 20
                        region: eu-west-1
                        quality: 0.8
                        energy: 1.5
                        capabilities: {context: 8192, output: 1024, features: [tools, prefill]}
                """)
            .models()
            .getFirst()
            .targets()
            .getFirst();

    assertThat(target.maxConnections()).isEqualTo(20);
    assertThat(target.traits())
        .isEqualTo(
            new Traits(
                "eu-west-1",
                0.8,
                1.5,
                new Capabilities(8192, 1024, Set.of(Feature.TOOLS, Feature.PREFILL))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "strategy: fastest|strategy: must be one of round_robin, weighted, random",
        "prefer: cheapest|prefer: must be one of balanced, cheap, fast, reliable, quality, green, or a"
            + " mapping of weights, not \"cheapest\"",
        "prefer: {price: 1, cost: 1}|prefer.price: unknown key",
        "prefer: {cost: -1}|prefer.cost: must be 0 to 1000000",
        "prefer: {cost: 0}|prefer: must have a weight above 0",
        "prefer: [cost]|prefer: must be a single value",
        "constraints: {max_prise: 1}|constraints.max_prise: unknown key; did you mean \"max_price\"?",
        "constraints: {max_price: 901}|constraints.max_price: must be US dollars, 0 to 900",
        "constraints: {max_first_token: 2h}|constraints.max_first_token: must be 0s to 1h",
        "constraints: {min_success: 1.1}|constraints.min_success: must be 0 to 1, not \"1.1\"",
        "constraints: {min_quality: -1}|constraints.min_quality: must be 0 to 1",
        "constraints: {regions: ['a b']}|constraints.regions[0]: must be 1 to 64 characters",
        "constraints: {regions: [mars]}|constraints: none of its targets has a region",
        "exploration: 0.3|exploration: must be 0 to 0.2, not \"0.3\"",
        "wishes: often|wishes: must be true or false",
        "affinity: 5m|affinity: must be true or false, no time: write false for 0 and true for any other,"
            + " not \"5m\"",
        "affinity: 0|affinity: must be true or false, no time: write false for 0 and true for any other,"
            + " not \"0\"",
        "affinity: sometimes|affinity: must be true or false, not \"sometimes\"",
        "failover: {on: {throtled: next}}|failover.on.throtled: unknown key; did you mean"
            + " \"throttled\"?",
        "failover: {on: {throttled: again}}|failover.on.throttled: must be one of retry, next, stop",
        "failover: {attempts: 101}|failover.attempts: must be 0 to 100",
        "failover: {backoff: 2m}|failover.backoff: must be 0s to 1m",
        "failover: {first_token: 61m}|failover.first_token: must be 0s to 1h",
        "failover: {between_tokens: soon}|failover.between_tokens: must be a duration",
        "failover: {retries: 1}|failover.retries: unknown key",
        "rescue: maybe|rescue: must be true or false",
        "hedging: {requests: 2}|hedging.requests: must be 0 to 1",
        "hedging: {requests: 0.1, money: -1}|hedging.money: must be 0 to 1",
        "fallbacks: [smal]|fallbacks[0]: no model named \"smal\"; did you mean \"small\"?",
        "fallbacks: [small, m]|fallbacks[1]: must be another model than the one it stands in",
        "fallbacks: ['gpt-*']|fallbacks[0]: must be one name, not a pattern",
        "fallbacks: [auto]|fallbacks[0]: \"auto\" is a virtual model; name one that has targets",
        "mirror: {model: m}|mirror.model: must be another model than the one it stands in",
        "mirror: {share: 0.1}|mirror.model: must be given",
        "mirror: {model: small, share: 0}|mirror.share: must be above 0, at most 1",
        "mirror: {model: nowhere}|mirror.model: no model named \"nowhere\""
      })
  void refusesPoliciesThatAreNone(String line, String message) {
    assertThat(problem("    " + line + "\n", "{provider: sim, region: eu}"))
        .startsWith("test.yaml:6 models.m." + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "max_connections: -1|max_connections: must be 0 to 1000000, not \"-1\"",
        "max_connections: all|max_connections: must be a whole number",
        "region: 'a b'|region: must be 1 to 64 characters",
        "quality: 1.5|quality: must be 0 to 1",
        "energy: -1|energy: must be 0 to 1000000",
        "capabilities: {context: -1}|capabilities.context: must be 0 to 1000000000",
        "capabilities: {output: 1.5}|capabilities.output: must be a whole number",
        "capabilities: {features: [tool]}|capabilities.features[0]: must be one of tools, vision,"
            + " audio, json_schema, reasoning, prefill, responses_tools; did you mean \"tools\"?",
        "capabilities: {window: 5}|capabilities.window: unknown key"
      })
  void refusesTargetsThatAreNone(String line, String message) {
    assertThat(problem("", "{provider: sim, " + line + "}"))
        .startsWith("test.yaml:6 models.m.targets[0]." + message);
  }

  @Test
  void tellsProblemsOfDefaultsOnceAndWhereTheyStand() {
    assertThat(
            problems(
                SIM
                    + "defaults: {strategy: x, exploration: 1, fallbacks: [nowhere], affinty: 5m}\n"
                    + "models: {m: {targets: [{provider: sim}]}}\n"))
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).startsWith("test.yaml:2 defaults.strategy: must be one of"),
            one -> assertThat(one).startsWith("test.yaml:2 defaults.exploration: must be 0 to 0.2"),
            one -> assertThat(one).startsWith("test.yaml:2 defaults.fallbacks[0]: no model named"),
            one -> assertThat(one).endsWith("unknown key; did you mean \"affinity\"?"));
  }

  private static String everything(String indent) {
    return WHOLE.indent(indent.length());
  }

  private static String others() {
    return """
    models:
      small: {targets: [{provider: sim, region: eu}]}
      gpt-*: {targets: [{provider: sim, region: us}]}
    """;
  }

  /** The model m with these lines, beside the models small and gpt-* and the virtual one auto. */
  private static String yaml(String lines, String target) {
    return SIM
        + others()
        + "  m:\n"
        + lines
        + "    targets: ["
        + target
        + "]\nvirtual: {auto: [{model: small}]}\n";
  }

  private static Model model(String lines) {
    return load(yaml(lines, "{provider: sim, region: eu}")).models().getLast();
  }

  private static String problem(String lines, String target) {
    List<String> problems = problems(yaml(lines, target));
    assertThat(problems).hasSize(1);
    return problems.getFirst();
  }

  private static SluiceConfig load(String yaml) {
    return ConfigLoader.parse("test.yaml", yaml, Map.of());
  }

  private static List<String> problems(String yaml) {
    return catchThrowableOfType(ConfigException.class, () -> load(yaml)).problems().stream()
        .map(Problem::toString)
        .toList();
  }
}
