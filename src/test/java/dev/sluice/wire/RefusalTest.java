package dev.sluice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusalTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "This model's maximum context length is 8192 tokens; your messages came to 9000.",
        "The input (9000 tokens) is longer than the model's context length (8192 tokens).",
        "the request exceeds the available context size, try increasing it",
        "The decoder prompt is longer than the maximum model length of 4096.",
        "prompt is too long: 201000 tokens > 200000 maximum",
        "input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000",
        "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
        "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096",
        "This model's maximum prompt length is 131072 but the request contains 140000 tokens.",
      })
  void knowsAnOutgrownContextWindowByItsMessage(String message) {
    assertThat(of(400, message, null, null)).isEqualTo(Refusal.CONTEXT_LENGTH);
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_request_error, context_length_exceeded, CONTEXT_LENGTH",
    "exceed_context_size_error, 400, CONTEXT_LENGTH",
    "invalid_request_error, content_filter, CONTENT_FILTER",
    "content_policy_violation, , CONTENT_FILTER",
    "invalid_request_error, invalid_value, OTHER",
    ", , OTHER",
  })
  void knowsCodesAndTypes(String type, String code, Refusal refusal) {
    assertThat(of(400, "no", type, code)).isEqualTo(refusal);
  }

  @Test
  void knowsAFilterByItsMessage() {
    String message = "The response was filtered due to our content management policy being hit.";
    assertThat(of(400, message, null, null)).isEqualTo(Refusal.CONTENT_FILTER);
  }

  @Test
  void takesAMissingModelForNothingElse() {
    assertThat(of(404, "no model 'long' with a context window of 1m", null, null))
        .isEqualTo(Refusal.OTHER);
  }

  private static Refusal of(
      int status, String message, @Nullable String type, @Nullable String code) {
    return Refusal.of(new Failure.Rejected(status, message, type, code, null));
  }
}
