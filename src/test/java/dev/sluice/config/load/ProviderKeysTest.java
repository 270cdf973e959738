package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.SluiceConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProviderKeysTest {
  @Test
  void readsSeveralKeysAndLeavesOutEmptyOnes() {
    SluiceConfig config =
        ConfigLoader.parse(
            "test.yaml",
            """
            providers:
              list: {type: openai, base_url: 'https://a.example/v1', api_key: a, api_keys: [b, '${C:}', a]}
              text: {type: openai, base_url: 'https://a.example/v1', api_keys: '${KEYS}'}
              none: {type: openai, base_url: 'https://a.example/v1', api_keys: ['${C:}']}
              own: {type: openai, base_url: 'https://a.example/v1', api_keys: [a, b], headers: {Authorization: x}}
            models: {m: {targets: [{provider: list}, {provider: text}, {provider: none}, {provider: own}]}}
            """,
            Map.of("KEYS", "d, e"));

    assertThat(config.providers())
        .extracting(provider -> ((OpenAiConfig) provider).connection().authorizations())
        .containsExactly(
            List.of("Bearer a", "Bearer b"), List.of("Bearer d", "Bearer e"), List.of(), List.of());
    assertThat(config.providers())
        .extracting(provider -> provider.enabled())
        .containsExactly(true, true, false, true);
  }

  @Test
  void namesTheKeyThatIsNoneWithoutShowingIt() {
    assertThat(
            catchThrowableOfType(
                    ConfigException.class,
                    () ->
                        ConfigLoader.parse(
                            "test.yaml",
                            """
                            providers:
                              acme:
                                type: openai
                                base_url: https://a.example/v1
                                api_keys: [fine, "hidden\tkey"]
                            models: {m: {targets: [{provider: acme}]}}
                            """,
                            Map.of()))
                .problems())
        .extracting(Problem::toString)
        .containsExactly(
            "test.yaml:5 providers.acme.api_keys[1]: must be visible ASCII characters");
  }
}
