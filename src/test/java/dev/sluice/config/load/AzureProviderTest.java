package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.AzureConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Api;
import dev.sluice.model.Dialect;
import dev.sluice.model.Target;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AzureProviderTest {
  private static final String ENTRA = "entra: {tenant: t, client: c, secret: s}";

  private static SluiceConfig parse(String provider) {
    return ConfigLoader.parse(
        "test.yaml",
        "providers: {az: {type: azure, "
            + provider
            + "}}\nmodels: {m: {targets: [{provider: az, model: dep}]}}\n",
        Map.of("EMPTY", ""));
  }

  private static AzureConfig read(String provider) {
    return (AzureConfig) parse(provider).providers().getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base_url: 'https://r.example'|/openai/v1",
        "base_url: 'https://r.example/openai'|/v1",
        "base_url: 'https://r.example/openai/v1'|''",
        "base_url: 'https://r.example', form: deployments, api_version: '2024-10-21'|/openai/deployments/",
        "base_url: 'https://r.example/openai', form: deployments, api_version: '1'|/deployments/",
      })
  void takesItsBaseUrlInEveryForm(String provider, String root) {
    assertThat(read(provider).root()).isEqualTo(root);
  }

  @ParameterizedTest
  @CsvSource({
    "'', CHAT, OPENAI_CHAT",
    "', api: responses', RESPONSES, OPENAI_CHAT",
    "', api: both', BOTH, OPENAI_CHAT",
  })
  void saysHowItsTargetsAreAsked(String api, Api read, Dialect dialect) {
    Target target =
        parse("base_url: 'https://r.example'" + api).models().getFirst().targets().getFirst();

    assertThat(target.api()).isEqualTo(read);
    assertThat(target.dialect()).isEqualTo(dialect);
  }

  @Test
  void isDisabledWithoutItsSecret() {
    String base = "base_url: 'https://r.example', ";

    assertThat(read(base + ENTRA).enabled()).isTrue();
    assertThat(Objects.requireNonNull(read(base + ENTRA).entra()).token())
        .hasToString("https://login.microsoftonline.com/t/oauth2/v2.0/token");
    assertThat(read(base + "entra: {tenant: t, client: c, secret: '${EMPTY}'}").enabled())
        .isFalse();
    assertThat(read(base + "api_key: '${EMPTY}'").enabled()).isFalse();
  }

  @Test
  void readsWhatItPrints() {
    SluiceConfig config =
        parse(
            "base_url: 'https://r.example', form: deployments, api_version: '2024-10-21', api: both, "
                + ENTRA);

    String printed = ConfigPrinter.print(config);
    AzureConfig read =
        (AzureConfig) ConfigLoader.parse("printed.yaml", printed, Map.of()).providers().getFirst();
    assertThat(printed).contains("secret: \"***\"");
    assertThat(read.deployments()).isTrue();
    assertThat(read.api()).isEqualTo(Api.BOTH);
    assertThat(read.version()).isEqualTo("2024-10-21");
    assertThat(Objects.requireNonNull(read.entra()).tenant()).isEqualTo("t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "form: deployments|api_version: must be given where form is deployments",
        "form: v2|must be v1 or deployments",
        "api: deployments|must be chat, responses or both; v1 and deployments stand under form",
        "api_version: 'a b'|must be like 2024-10-21",
        "api_key: k, entra: {tenant: t, client: c, secret: s}|must not be given beside entra",
        "entra: {tenant: t, client: c}|secret: must be given",
        "entra: {tenant: 't/x', client: c, secret: s}|tenant: must be letters",
        "entra: {tenants: t, client: c, secret: s}|did you mean \"tenant\"?",
      })
  void whatIsWrongIsTold(String provider, String message) {
    ConfigException wrong =
        catchThrowableOfType(
            ConfigException.class, () -> parse("base_url: 'https://r.example', " + provider));

    assertThat(wrong.getMessage()).contains(message);
  }
}
