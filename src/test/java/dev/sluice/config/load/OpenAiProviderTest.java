package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Dialect;
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
  void givesItsTargetsTheDialectOfItsChats(String api, OpenAiConfig.Api read, Dialect dialect) {
    assertThat(read(api).api()).isEqualTo(read);
    assertThat(parse(api).models().getFirst().targets().getFirst().dialect()).isEqualTo(dialect);
  }

  @Test
  void readsWhatItPrints() {
    String printed = ConfigPrinter.print(parse(", api: responses"));

    OpenAiConfig read =
        (OpenAiConfig) ConfigLoader.parse("printed.yaml", printed, Map.of()).providers().getFirst();
    assertThat(read.api()).isEqualTo(OpenAiConfig.Api.RESPONSES);
  }

  @Test
  void knowsThreeWords() {
    ConfigException wrong =
        catchThrowableOfType(ConfigException.class, () -> parse(", api: responsess"));

    assertThat(wrong.problems().getFirst().toString()).contains("api", "responses", "both");
  }
}
