package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.AnthropicConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Dialect;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AnthropicProviderTest {
  private static SluiceConfig parse(String provider) {
    return ConfigLoader.parse(
        "test.yaml",
        "providers: {claude: {type: anthropic, "
            + provider
            + "}}\n"
            + "models: {m: {targets: [{provider: claude, model: claude-sonnet-4-5}]}}\n",
        Map.of());
  }

  private static AnthropicConfig read(String provider) {
    return (AnthropicConfig) parse(provider).providers().getFirst();
  }

  @Test
  void sendsItsKeyAsTheVersionWants() {
    String base = "base_url: 'https://a.example', api_key: k";

    assertThat(read(base).version()).isEqualTo("2023-06-01");
    assertThat(read(base).bearer()).isFalse();
    assertThat(read(base + ", version: '2026-10-21'").bearer()).isTrue();
    assertThat(read(base + ", version: '2026-10-21', bearer: false").bearer()).isFalse();
    assertThat(read(base).probe()).isEqualTo(new ProbeConfig.None());
  }

  @Test
  void takesItsBaseUrlInBothForms() {
    assertThat(read("base_url: 'https://a.example'").path()).isEqualTo("/v1/messages");
    assertThat(read("base_url: 'https://a.example/v1'").path()).isEqualTo("/messages");
  }

  @Test
  void givesItsTargetsItsDialect() {
    assertThat(
            parse("base_url: 'https://a.example'")
                .models()
                .getFirst()
                .targets()
                .getFirst()
                .dialect())
        .isEqualTo(Dialect.ANTHROPIC_MESSAGES);
  }

  @Test
  void readsWhatItPrints() {
    SluiceConfig config =
        parse(
            "base_url: 'https://a.example', api_key: k, version: '2026-10-21', betas: [a-1, 'b*']");

    String printed = ConfigPrinter.print(config);
    AnthropicConfig read =
        (AnthropicConfig)
            ConfigLoader.parse("printed.yaml", printed, Map.of()).providers().getFirst();
    assertThat(printed).contains("api_key: \"***\"");
    assertThat(read.version()).isEqualTo("2026-10-21");
    assertThat(read.bearer()).isTrue();
    assertThat(read.betas()).containsExactly("a-1", "b*");
  }

  @Test
  void letsNoNewsThroughThatNobodyAllowed() {
    assertThat(read("base_url: 'https://a.example'").betas()).isEmpty();
    ConfigException wrong =
        catchThrowableOfType(
            ConfigException.class, () -> parse("base_url: 'https://a.example', betas: ['a,b']"));
    assertThat(wrong.problems().getFirst().toString()).contains("betas", "must be names");
  }

  @Test
  void knowsTwoVersions() {
    ConfigException wrong =
        catchThrowableOfType(
            ConfigException.class,
            () -> parse("base_url: 'https://a.example', version: '2024-01-01'"));

    assertThat(wrong.problems().getFirst().toString())
        .contains("version", "must be 2023-06-01 or 2026-10-21");
  }
}
