package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.GeminiConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Dialect;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Providers of Gemini's dialect in a configuration. */
final class GeminiProviderTest {
  private static SluiceConfig parse(String provider) {
    return ConfigLoader.parse(
        "test.yaml",
        "providers: {google: {type: gemini, "
            + provider
            + "}}\n"
            + "models: {m: {targets: [{provider: google, model: gemini-2.5-flash}]}}\n",
        Map.of());
  }

  private static GeminiConfig read(String provider) {
    return (GeminiConfig) parse(provider).providers().getFirst();
  }

  @Test
  void aKeyIsAllThatAiStudioNeeds() {
    GeminiConfig config = read("api_key: k");

    assertThat(config.connection().baseUrl()).isEqualTo(URI.create(GeminiConfig.AI_STUDIO));
    assertThat(config.version()).isEqualTo("v1beta");
    assertThat(config.vertex()).isNull();
    assertThat(config.probe()).isEqualTo(new ProbeConfig.None());
    assertThat(parse("api_key: k").models().getFirst().targets().getFirst().dialect())
        .isEqualTo(Dialect.GEMINI);
  }

  @Test
  void aProjectIsAtVertex() {
    GeminiConfig config = read("project: p1, location: europe-west4, credentials: a.json");

    assertThat(config.connection().baseUrl())
        .isEqualTo(URI.create("https://europe-west4-aiplatform.googleapis.com"));
    assertThat(config.connection().project()).isNull();
    assertThat(config.version()).isEqualTo("v1");
    assertThat(config.vertex()).isEqualTo(new GeminiConfig.Vertex("p1", "europe-west4", "a.json"));
    assertThat(read("project: p1").connection().baseUrl())
        .isEqualTo(URI.create("https://aiplatform.googleapis.com"));
  }

  @Test
  void readsWhatItPrints() {
    String given = "project: p1, location: us-east1, credentials: a.json, version: v1beta1";
    SluiceConfig config = parse(given);
    SluiceConfig again = ConfigLoader.parse("printed.yaml", ConfigPrinter.print(config), Map.of());
    assertThat(again.providers().getFirst()).isEqualTo(config.providers().getFirst());
    assertThat(Objects.requireNonNull(read(given).vertex()).location()).isEqualTo("us-east1");
  }

  @Test
  void whatIsOddIsTold() {
    ConfigException lonely =
        catchThrowableOfType(ConfigException.class, () -> parse("location: europe-west4"));
    assertThat(lonely.problems().getFirst().toString()).contains("project", "must be given");
    ConfigException odd =
        catchThrowableOfType(ConfigException.class, () -> parse("version: newest"));
    assertThat(odd.problems().getFirst().toString()).contains("version", "must be like");
  }
}
