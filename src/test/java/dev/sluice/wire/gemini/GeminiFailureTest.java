package dev.sluice.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of the dialect, read and written. */
final class GeminiFailureTest {
  private static Failure read(int status, String body) {
    return GeminiFailure.of(status, Buffer.buffer(body), Map.<String, String>of()::get);
  }

  private static String error(int code, String status, String details) {
    return "{\"error\":{\"code\":%d,\"message\":\"no\",\"status\":\"%s\",\"details\":[%s]}}"
        .formatted(code, status, details);
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_ARGUMENT, rejected",
    "400, OUT_OF_RANGE, rejected",
    "400, FAILED_PRECONDITION, unauthorised",
    "401, UNAUTHENTICATED, unauthorised",
    "403, PERMISSION_DENIED, unauthorised",
    "404, NOT_FOUND, rejected",
    "409, ABORTED, unavailable",
    "429, RESOURCE_EXHAUSTED, throttled",
    "499, CANCELLED, unavailable",
    "500, INTERNAL, unavailable",
    "501, UNIMPLEMENTED, unavailable",
    "503, UNAVAILABLE, unavailable",
    "504, DEADLINE_EXCEEDED, unavailable",
  })
  void aStatusStandsForAFailure(int status, String word, String kind) {
    assertThat(read(status, error(status, word, "")).kind()).isEqualTo(kind);
    byte[] within = error(0, word, "").getBytes(StandardCharsets.UTF_8);
    assertThat(GeminiFailure.within(within, 0, within.length).kind()).isEqualTo(kind);
  }

  @Test
  void aDelayStandsInTheBody() {
    String delay =
        "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":"
            + "[{\"quotaId\":\"GenerateRequestsPerMinutePerProjectPerModel\"}]},"
            + "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"34.4s\"}";
    assertThat(read(429, error(429, "RESOURCE_EXHAUSTED", delay)))
        .isEqualTo(new Failure.Throttled("no", Duration.ofMillis(34_400), false));
  }

  @Test
  void aQuotaOfADayIsNotHealedByWaiting() {
    String daily = "{\"violations\":[{\"quotaId\":\"GenerateRequestsPerDayPerProject\"}]}";
    assertThat(read(429, error(429, "RESOURCE_EXHAUSTED", daily)))
        .isEqualTo(new Failure.Throttled("no", null, true));
  }

  @Test
  void aKeyThatIsNotValidIsTheGatewaysFault() {
    String reason = "{\"reason\":\"API_KEY_INVALID\",\"domain\":\"googleapis.com\"}";
    assertThat(read(400, error(400, "INVALID_ARGUMENT", reason)))
        .isInstanceOf(Failure.Unauthorised.class);
  }

  @Test
  void anErrorMayStandInAnArray() {
    assertThat(read(400, "[" + error(400, "INVALID_ARGUMENT", "") + "]").message()).isEqualTo("no");
  }

  @Test
  void aBodyThatIsNoErrorIsNotShown() {
    assertThat(read(502, "<html>secret</html>").message()).doesNotContain("secret");
    assertThat(read(400, "{\"error\":\"secret\"}").message()).doesNotContain("secret");
  }

  @Test
  void aWrittenFailureIsReadAsTheSame() {
    List<Failure> failures =
        List.of(
            new Failure.Throttled("no", Duration.ofMillis(1500), false),
            new Failure.Rejected(404, "no", null, null, null),
            new Failure.Rejected(400, "no", null, null, null));
    for (Failure failure : failures) {
      Buffer body = GeminiFailure.body(failure);
      assertThat(read(GeminiFailure.status(failure), body.toString())).isEqualTo(failure);
    }
  }

  /** A code from 400 to 599 is in every error of a stream. */
  @Test
  void anEventHasACode() {
    assertThat(GeminiFailure.event(new Failure.Cut("cut")).toString())
        .isEqualTo(
            "data: {\"error\":{\"code\":502,\"message\":\"cut\",\"status\":\"INTERNAL\"}}"
                + "\r\n\r\n");
  }
}
