package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.SluiceConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OverlayTest {
  private static final String YAML =
      """
      server: {port: 80, path_prefix: /llm, drain: 3s}   # ours
      providers:
        a: {type: openai, base_url: "https://a.example/v1", api_key: "${KEY}", discover: true}
      """;

  @Test
  void whatIsLaidOverStandsAndAllElseStays() {
    String laid = Overlay.over(YAML, Map.of("server.port", 81, "server.host", "127.0.0.1"));

    SluiceConfig config = ConfigLoader.parse("laid", laid, Map.of("KEY", "secret"));
    SluiceConfig before = ConfigLoader.parse("plain", YAML, Map.of("KEY", "secret"));
    assertThat(config.server().port()).isEqualTo(81);
    assertThat(config.server().host()).isEqualTo("127.0.0.1");
    assertThat(config.server().pathPrefix()).isEqualTo("/llm");
    assertThat(config.server().drain()).isEqualTo(before.server().drain());
    assertThat(config.providers()).isEqualTo(before.providers());
  }

  @Test
  void aReferenceStaysOneAndNoSecretIsWritten() {
    assertThat(Overlay.over(YAML, Map.of("server.port", 81))).contains("\"${KEY}\"");
  }

  @Test
  void aSectionThatIsGivenReplacesTheWholeOne() {
    String laid = Overlay.over("a: {b: {c: 1, d: 2}}", Map.of("a.b", Map.of("e", List.of("f"))));

    assertThat(laid).doesNotContain("c:").contains("e:", "f");
  }

  @Test
  void aSectionThatOthersShareChangesOnlyWhereItIsLaidOver() {
    String laid = Overlay.over("a: &x {b: 1}\nc: *x\n", Map.of("c.b", 2));

    assertThat(laid).contains("b: 1", "b: 2");
  }

  @Test
  void anEmptyTextTakesSettings() {
    assertThat(Overlay.over("# nothing\n", Map.of("server.port", 1))).contains("port: 1");
  }
}
