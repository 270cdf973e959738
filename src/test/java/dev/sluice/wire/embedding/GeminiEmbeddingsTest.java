package dev.sluice.wire.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of Gemini's dialect ask for when they want vectors. */
final class GeminiEmbeddingsTest {
  private static final String CONTENT = "\"content\":{\"parts\":[{\"text\":\"a\"}]}";

  private static EmbedRequest read(String body) {
    return new GeminiEmbeddings().read(Buffer.buffer(body));
  }

  @Test
  void severalRequestsAreOneWithSeveralTexts() {
    EmbedRequest read = read("{\"requests\":[{" + CONTENT + "},{" + CONTENT + "}]}");
    assertThat(read.texts()).containsExactly("a", "a");
    assertThat(read.single()).isFalse();
    assertThat(read("{" + CONTENT + "}").single()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100_000})
  void requestsWithinRequestsAreRefused(int depth) {
    String body =
        "{\"requests\":[".repeat(depth + 1) + "{" + CONTENT + "}" + "]}".repeat(depth + 1);
    FailureException wrong = catchThrowableOfType(FailureException.class, () -> read(body));
    assertThat(wrong.failure())
        .isInstanceOfSatisfying(
            Failure.BadRequest.class,
            bad -> {
              assertThat(bad.param()).isEqualTo("requests.requests");
              assertThat(bad.message()).contains("requests hold no others");
            });
  }
}
