package dev.sluice.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProviderFailureTest {
  private static final Buffer SAID = ErrorBody.of("sk-live-123 said no", "t", "c", "p");

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405, 410, 413, 415, 418, 422, 451})
  void believesTheProviderAboutTheRequest(int status) {
    assertThat(of(status, SAID))
        .isEqualTo(new Failure.Rejected(status, "sk-live-123 said no", "t", "c", "p"));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void neverRepeatsWhatAProviderSaysOfCredentials(int status) {
    assertThat(of(status, SAID)).isInstanceOf(Failure.Unauthorised.class);
    assertThat(of(status, SAID).message()).doesNotContain("sk-live").doesNotContain("said no");
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 304, 408, 409, 500, 502, 503, 504, 520, 529, 599})
  void whatTheProviderCouldNotServeIsUnavailable(int status) {
    Failure failure = ProviderFailure.of(status, SAID, Map.of("retry-after", "3")::get);
    assertThat(failure)
        .isInstanceOfSatisfying(
            Failure.Unavailable.class,
            it -> {
              assertThat(it.status()).isEqualTo(status);
              assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(3));
              assertThat(it.message()).doesNotContain("said no");
            });
  }

  @Test
  void aRateLimitKeepsItsWait() {
    assertThat(ProviderFailure.of(429, SAID, Map.of("retry-after-ms", "250")::get))
        .isEqualTo(new Failure.Throttled("sk-live-123 said no", Duration.ofMillis(250), false));
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after, 2, 60s, 60000",
    "retry-after, 90, 60s, 90000",
    "x-ratelimit-reset-tokens, 1m30s, 60s, 90000",
    "x-ratelimit-reset-tokens, 20ms, 60s, 60000",
    "x-ratelimit-reset, 2, '', 2000",
  })
  void asksForTheLongestWaitOfHeadersAndBody(
      String header, String value, String delay, long millis) {
    Buffer body =
        Buffer.buffer(
            "{\"error\":{\"message\":\"m\",\"details\":[{\"retryDelay\":\"" + delay + "\"}]}}");
    Map<String, String> headers = Map.of(header, value, "x-ratelimit-remaining-tokens", "0");
    assertThat(ProviderFailure.of(429, body, headers::get))
        .isEqualTo(new Failure.Throttled("m", Duration.ofMillis(millis), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insufficient_quota",
        "credit_balance_exhausted",
        "organization_spend_limit_exceeded",
        "project_spend_limit_exceeded",
        "organization_usage_limit_exceeded"
      })
  void billingIsNotHealedByWaiting(String word) {
    Failure spent = new Failure.Throttled("m", null, true);
    assertThat(of(429, ErrorBody.of("m", "x", word, null))).isEqualTo(spent);
    assertThat(of(429, ErrorBody.of("m", word, null, null))).isEqualTo(spent);
  }

  @ParameterizedTest
  @CsvSource({
    "AccountOverdueError, throttled",
    "Arrearage, throttled",
    "exceeded_current_quota_error, throttled",
    "rate_limit_reached_error, throttled",
    "AuthenticationError, unauthorised",
    "data_inspection_failed, rejected",
    "never_heard_of, unavailable",
  })
  void theWordsOfOtherServersAreKnownWithinAStream(String word, String kind) {
    assertThat(ProviderFailure.within(new ErrorBody("m", null, word, null)).kind()).isEqualTo(kind);
    assertThat(ProviderFailure.within(new ErrorBody("m", word, null, null)).kind()).isEqualTo(kind);
  }

  @Test
  void aPaymentThatIsRequiredIsSpent() {
    assertThat(of(402, ErrorBody.of("m", "x", null, null)))
        .isEqualTo(new Failure.Throttled("m", null, true));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 429, 500})
  void hasAMessageOfItsOwnForABodyThatIsNotUnderstood(int status) {
    String message = of(status, Buffer.buffer("<html>http://10.0.0.1/</html>")).message();
    assertThat(message).isNotBlank().doesNotContain("html").doesNotContain("10.0.0.1");
  }

  private static Failure of(int status, Buffer body) {
    return ProviderFailure.of(status, body, name -> null);
  }
}
