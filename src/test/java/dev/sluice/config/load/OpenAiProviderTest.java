package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Api;
import dev.sluice.model.Dialect;
import dev.sluice.model.Target;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenAiProviderTest {
  private static SluiceConfig parse(String provider) {
    return ConfigLoader.parse(
        "test.yaml",
        "providers: {o: {type: openai, base_url: 'https://o.example/v1'"
            + provider
            + "}}\n"
            + "models: {m: {targets: [{provider: o, model: gpt-5}]}}\n",
        Map.of());
  }

  private static OpenAiConfig read(String provider) {
    return (OpenAiConfig) parse(provider).providers().getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "'', CHAT, OPENAI_CHAT",
    "', api: chat', CHAT, OPENAI_CHAT",
    "', api: responses', RESPONSES, OPENAI_RESPONSES",
    "', api: both', BOTH, OPENAI_CHAT",
  })
  void givesItsTargetsTheDialectOfItsChats(String api, Api read, Dialect dialect) {
    assertThat(read(api).api()).isEqualTo(read);
    assertThat(parse(api).models().getFirst().targets().getFirst().dialect()).isEqualTo(dialect);
  }

  @Test
  void readsWhatItPrints() {
    String printed = ConfigPrinter.print(parse(", api: responses"));

    OpenAiConfig read =
        (OpenAiConfig) ConfigLoader.parse("printed.yaml", printed, Map.of()).providers().getFirst();
    assertThat(read.api()).isEqualTo(Api.RESPONSES);
  }

  @Test
  void knowsThreeWords() {
    ConfigException wrong =
        catchThrowableOfType(ConfigException.class, () -> parse(", api: responsess"));

    assertThat(wrong.problems().getFirst().toString()).contains("api", "responses", "both");
  }

  @ParameterizedTest
  @CsvSource({
    "openai, '', CHAT",
    "openai, ', api: both', BOTH",
    "azure, ', api: responses', RESPONSES",
    "compatible, ', api: responses', RESPONSES",
  })
  void aTargetSaysItselfHowItIsAsked(String type, String api, Api asked) {
    SluiceConfig config = targeting(type, api);

    Target target = config.models().getFirst().targets().getFirst();
    assertThat(target.api()).isEqualTo(asked);
    SluiceConfig printed = ConfigLoader.parse("printed", ConfigPrinter.print(config), Map.of());
    assertThat(printed.models().getFirst().targets().getFirst().api()).isEqualTo(asked);
  }

  @Test
  void aTargetThatCannotBeAskedOtherwiseIsToldSo() {
    ConfigException wrong =
        catchThrowableOfType(
            ConfigException.class, () -> targeting("anthropic", ", api: responses"));

    assertThat(wrong.getMessage())
        .contains("api: may be given at providers of type openai, azure or compatible alone");
  }

  @Test
  void toolsOfTheResponsesApiAreNotPromisedWithoutIt() {
    String promise = ", capabilities: {features: [tools, responses_tools]}";
    ConfigException wrong =
        catchThrowableOfType(ConfigException.class, () -> targeting("openai", promise));

    assertThat(wrong.getMessage()).contains("capabilities", "api is responses or both");
    assertThat(targeting("openai", ", api: both" + promise).models()).hasSize(1);
  }

  private static SluiceConfig targeting(String type, String api) {
    return ConfigLoader.parse(
        "test.yaml",
        "providers: {o: {type: "
            + type
            + ", base_url: 'https://o.example/v1', api_key: k"
            + (type.equals("compatible") ? ", descriptor: {}" : "")
            + "}}\nmodels: {m: {targets: [{provider: o, model: gpt-5"
            + api
            + "}]}}\n",
        Map.of());
  }
}
