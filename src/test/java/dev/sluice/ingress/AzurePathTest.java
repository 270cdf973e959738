package dev.sluice.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AzurePathTest {
  @ParameterizedTest
  @CsvSource({
    "/openai/deployments/gpt-4o/chat/completions, /v1/chat/completions, gpt-4o",
    "/openai/deployments/a%2Fb+c/embeddings, /v1/embeddings, a/b+c",
    "/openai/v1/chat/completions, /v1/chat/completions,",
    "/openai/v1/models, /v1/models,",
    "/openai/responses, /v1/responses,",
    "/openai/models, /v1/models,",
  })
  @Keeps("OT-6")
  void isThePathThatOthersWrite(String path, String usual, String deployment) {
    assertThat(AzurePath.of(path, "")).isEqualTo(new AzurePath(usual, deployment));
    assertThat(AzurePath.of("/llm" + path, "/llm"))
        .isEqualTo(new AzurePath("/llm" + usual, deployment));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions",
        "/openai",
        "/openaix/v1/models",
        "/openai/deployments/gpt-4o",
        "/openai/deployments//chat/completions",
        "/openai/deployments/%zz/chat/completions",
        "/x/openai/v1/models",
      })
  void isNoOther(String path) {
    assertThat(AzurePath.of(path, "")).isNull();
  }

  @Test
  void noPathIsNone() {
    assertThat(AzurePath.of(null, "")).isNull();
  }
}
