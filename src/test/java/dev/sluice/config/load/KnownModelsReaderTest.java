package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.KnownModel;
import dev.sluice.config.KnownModels;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Feature;
import dev.sluice.model.Price;
import dev.sluice.model.Target;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KnownModelsReaderTest {
  private static final String YAML =
      """
      providers:
        maker: {type: openai, base_url: https://api.openai.com/v1, api_key: k}
        reseller: {type: openai, base_url: https://reseller.example/v1, api_key: k}
      models:
        fast:
          targets:
            - {provider: maker, model: gpt-4o}
            - {provider: reseller, model: openai/gpt-4o}
            - {provider: reseller, model: GPT-4o-mini, capabilities: {context: 9, features: []}}
            - {provider: maker, model: gpt-4o-mini, price: {input: 1, output: 2}}
            - {provider: maker, model: never-heard-of}
        "*": {targets: [{provider: maker}]}
      """;

  @Test
  void theBuiltInOneIsSound() {
    KnownModels all = KnownModelsReader.builtIn();

    assertThat(models(all).distinct().count()).isGreaterThanOrEqualTo(60);
    assertThat(all.named().keySet()).allMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)));
    assertThat(models(all))
        .allSatisfy(model ->
            assertThat(model.capabilities().output())
                .isLessThanOrEqualTo(
                    model.capabilities().context() == 0
                        ? Integer.MAX_VALUE
                        : model.capabilities().context()));
    assertThat(models(all).map(KnownModel::listed).filter(Objects::nonNull))
        .hasSizeGreaterThan(30)
        .allSatisfy(listed -> {
          assertThat(listed.source()).hasScheme("https");
          assertThat(listed.price().output()).isPositive();
          assertThat(listed.price().input())
              .isPositive()
              .isLessThanOrEqualTo(listed.price().output());
          assertThat(listed.price().cachedInput())
              .isPositive()
              .isLessThanOrEqualTo(listed.price().input());
        });
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o-2024-08-06,128000",
    "gpt-4.1-mini,1047576",
    "gpt-5,400000",
    "o3,200000",
    "claude-3-5-sonnet-20241022,200000",
    "gemini-2.5-flash,1048576",
    "kimi-k2-0905-preview,262144",
    "meta-llama/Llama-3.3-70B-Instruct-Turbo,131072",
    "meta-llama/Meta-Llama-3.1-8B-Instruct,131072",
    "meta-llama/Meta-Llama-3-8B-Instruct,8192"
  })
  void knowsWindows(String name, int context) {
    KnownModel known = Objects.requireNonNull(KnownModelsReader.builtIn().find(name));

    assertThat(known.capabilities().context()).isEqualTo(context);
  }

  @Test
  void continuesPrefilledAnswersOnlyWhereTheyAre() {
    assertThat(has("claude-3-5-haiku-latest", Feature.PREFILL)).isTrue();
    assertThat(has("claude-opus-4-6", Feature.PREFILL)).isFalse();
    assertThat(has("gpt-4o", Feature.PREFILL)).isFalse();
  }

  @Test
  void completesTargetsWithTheMakersPriceAtTheMaker() {
    SluiceConfig config = ConfigLoader.parse("test.yaml", YAML, Map.of());

    assertThat(config.models().getFirst().targets())
        .extracting(Target::price)
        .containsExactly(
            new Price(2_500_000_000L, 1_250_000_000L, 10_000_000_000L),
            null,
            null,
            new Price(1_000_000_000L, 1_000_000_000L, 2_000_000_000L),
            null);
    assertThat(config.models().getFirst().targets())
        .extracting(target -> target.traits().capabilities().context())
        .containsExactly(128_000, 128_000, 9, 128_000, 0);
    Target own = config.models().getFirst().targets().get(2);
    assertThat(own.traits().capabilities().features()).isEmpty();
    assertThat(own.traits().capabilities().output()).isEqualTo(16_384);
  }

  @Test
  void completesTargetsThatPassNamesOnByTheName() {
    SluiceConfig config = ConfigLoader.parse("test.yaml", YAML, Map.of());
    Target any = config.models().getLast().targets().getFirst();

    assertThat(any.price()).isNull();
    assertThat(config.completed(any, "gpt-4o-mini").price())
        .isEqualTo(new Price(150_000_000L, 75_000_000L, 600_000_000L));
  }

  @Test
  void saysNothingWhenItIsSwitchedOff() {
    SluiceConfig config = ConfigLoader.parse("test.yaml", "catalogue: false\n" + YAML, Map.of());

    assertThat(config.catalogue().isEmpty()).isTrue();
    assertThat(config.models().getFirst().targets().getFirst().price()).isNull();
    assertThat(ConfigPrinter.print(config)).contains("catalogue: false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{context: 5}|models[0].names: must be given",
        "{names: [a, a]}|models[0].names[1]: stands there twice",
        "{names: [a], price: {host: h, input: 1, output: 1}}|models[0].price: must have host",
        "{names: [a], features: [toolz]}|did you mean \"tools\"?",
        "{names: [a], window: 5}|models[0].window: unknown key"
      })
  void tellsWhatIsWrong(String entry, String message) {
    assertThat(
            catchThrowableOfType(
                ConfigException.class,
                () -> KnownModelsReader.parse("models.yaml", "models:\n  - " + entry)))
        .hasMessageContaining(message);
  }

  private static boolean has(String name, Feature feature) {
    return Objects.requireNonNull(KnownModelsReader.builtIn().find(name))
        .capabilities()
        .has(feature);
  }

  private static Stream<KnownModel> models(KnownModels all) {
    return Stream.concat(all.named().values().stream(), all.patterns().values().stream());
  }
}
