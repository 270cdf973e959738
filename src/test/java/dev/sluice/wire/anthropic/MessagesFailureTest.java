package dev.sluice.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of the dialect, read and written. */
final class MessagesFailureTest {
  private static Failure read(int status, String body, Map<String, String> headers) {
    return MessagesFailure.of(status, Buffer.buffer(body), headers::get);
  }

  private static String error(String type, String details) {
    return "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"no\"%s}}"
        .formatted(type, details);
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error, rejected",
    "401, authentication_error, unauthorised",
    "402, billing_error, throttled",
    "403, permission_error, unauthorised",
    "404, not_found_error, rejected",
    "409, conflict_error, unavailable",
    "413, request_too_large, rejected",
    "429, rate_limit_error, throttled",
    "500, api_error, unavailable",
    "504, timeout_error, unavailable",
    "529, overloaded_error, unavailable",
  })
  void aStatusStandsForAFailure(int status, String type, String kind) {
    assertThat(read(status, error(type, ""), Map.of()).kind()).isEqualTo(kind);
    byte[] within = error(type, "").getBytes(StandardCharsets.UTF_8);
    assertThat(MessagesFailure.within(within, 0, within.length).kind()).isEqualTo(kind);
  }

  @Test
  void aSpentBudgetIsToldFromALimit() {
    String spent = ",\"details\":{\"error_code\":\"enforced_spend_limit_reached\"}";
    Map<String, String> wait = Map.of("retry-after", "7");

    assertThat(read(429, error("rate_limit_error", spent), Map.of()))
        .isEqualTo(new Failure.Throttled("no", null, true));
    assertThat(read(429, error("rate_limit_error", ""), wait))
        .isEqualTo(new Failure.Throttled("no", Duration.ofSeconds(7), false));
  }

  @Test
  void aBodyThatIsNoErrorIsNotShown() {
    Failure failure = read(502, "<html>secret</html>", Map.of());

    assertThat(failure).isInstanceOf(Failure.Unavailable.class);
    assertThat(failure.message()).doesNotContain("secret");
  }

  @Test
  void aFailureIsWrittenInTheDialectsEnvelope() {
    Failure failure = new Failure.Overloaded("Come \"later\".", Duration.ofSeconds(1));

    assertThat(MessagesFailure.body(failure, "req_1").toString())
        .isEqualTo(
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                + "\"message\":\"Come \\\"later\\\".\"},\"request_id\":\"req_1\"}");
    assertThat(MessagesFailure.status(failure)).isEqualTo(529);
  }
}
