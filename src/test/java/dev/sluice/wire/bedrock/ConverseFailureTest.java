package dev.sluice.wire.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConverseFailureTest {
  private static Failure of(int status, String body, Map<String, String> headers) {
    return ConverseFailure.of(status, Buffer.buffer(body), headers::get);
  }

  private static Failure typed(int status, String type, String message) {
    return of(
        status,
        "{\"message\":\"" + message + "\"}",
        Map.of("x-amzn-errortype", type + ":http://internal.example/"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, rejected",
    "403, AccessDeniedException, unauthorised",
    "403, UnrecognizedClientException, unauthorised",
    "403, ExpiredTokenException, unauthorised",
    "404, ResourceNotFoundException, rejected",
    "408, ModelTimeoutException, unavailable",
    "424, ModelErrorException, unavailable",
    "429, ThrottlingException, throttled",
    "429, ModelNotReadyException, unavailable",
    "400, ServiceQuotaExceededException, throttled",
    "500, InternalServerException, unavailable",
    "503, ServiceUnavailableException, unavailable",
    "400, SomethingNew, rejected",
    "502, SomethingNew, unavailable",
  })
  void isKnownByItsName(int status, String type, String kind) {
    assertThat(typed(status, type, "no").kind()).isEqualTo(kind);
  }

  @Test
  void tellsWhatIsNotItsAccounts() {
    assertThat(typed(403, "AccessDeniedException", "User: arn:aws:iam::1:user/x may not").message())
        .doesNotContain("arn");
    assertThat(typed(400, "ValidationException", "Input is too long for requested model."))
        .isEqualTo(
            new Failure.Rejected(
                400,
                "Input is too long for requested model.",
                "invalid_request_error",
                "context_length_exceeded",
                null));
  }

  @Test
  void isKnownByItsBodyOrStatusOtherwise() {
    assertThat(of(400, "{\"__type\":\"com.amazon#ThrottlingException\"}", Map.of()).kind())
        .isEqualTo("throttled");
    assertThat(of(429, "<html>", Map.of("retry-after", "3")))
        .isEqualTo(
            new Failure.Throttled(
                "The provider asks for fewer requests.", Duration.ofSeconds(3), false));
    assertThat(of(401, "", Map.of()).kind()).isEqualTo("unauthorised");
  }
}
