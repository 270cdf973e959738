package dev.sluice.wire.surface;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import dev.sluice.model.Dialect;
import dev.sluice.model.Failure;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every failure has the dialect's status, type, envelope and id. */
final class AnthropicSurfaceTest {
  private static final Surface SURFACE = Surfaces.of(Dialect.ANTHROPIC_MESSAGES);

  static Stream<Arguments> failures() {
    Duration soon = Duration.ofSeconds(1);
    return Stream.of(
        Arguments.of(new Failure.BadRequest("x", null, null), 400, "invalid_request_error"),
        Arguments.of(new Failure.UnknownModel("x"), 404, "not_found_error"),
        Arguments.of(new Failure.UnknownPath("x"), 404, "not_found_error"),
        Arguments.of(new Failure.MethodNotAllowed("x", "POST"), 405, "invalid_request_error"),
        Arguments.of(new Failure.Forbidden("x"), 403, "permission_error"),
        Arguments.of(new Failure.BodyTooLarge("x"), 413, "request_too_large"),
        Arguments.of(new Failure.SlowBody("x"), 408, "invalid_request_error"),
        Arguments.of(new Failure.Rejected(422, "x", "t", null, null), 422, "invalid_request_error"),
        Arguments.of(new Failure.Overloaded("x", soon), 529, "overloaded_error"),
        Arguments.of(new Failure.Draining("x"), 529, "overloaded_error"),
        Arguments.of(new Failure.NoTarget("x", soon), 529, "overloaded_error"),
        Arguments.of(new Failure.RateCapped("x", soon), 429, "rate_limit_error"),
        Arguments.of(new Failure.DeadlinePassed("x"), 504, "timeout_error"),
        Arguments.of(new Failure.Internal("x"), 500, "api_error"),
        Arguments.of(new Failure.Throttled("x", null, false), 429, "rate_limit_error"),
        Arguments.of(new Failure.Throttled("x", null, true), 402, "billing_error"),
        Arguments.of(new Failure.Unauthorised("x"), 502, "api_error"),
        Arguments.of(new Failure.Unavailable(500, "x", null), 502, "api_error"),
        Arguments.of(new Failure.Unavailable(529, "x", null), 529, "overloaded_error"),
        Arguments.of(new Failure.Unreachable("x"), 502, "api_error"),
        Arguments.of(new Failure.Silent("x"), 504, "timeout_error"),
        Arguments.of(new Failure.Garbled("x"), 502, "api_error"),
        Arguments.of(new Failure.Cut("x"), 502, "api_error"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  @Keeps("AN-10")
  void aFailureIsToldAsTheDialectTellsIt(Failure failure, int status, String type) {
    String body =
        "{\"type\":\"error\",\"error\":{\"type\":\""
            + type
            + "\",\"message\":\"x\"},\"request_id\":\"req-1\"}";
    assertThat(SURFACE.status(failure)).isEqualTo(status);
    assertThat(SURFACE.failure(failure, "req-1").toString()).isEqualTo(body);
    assertThat(SURFACE.failureEvent(failure, "req-1").toString())
        .isEqualTo("event: error\ndata: " + body + "\n\n");
  }

  @Test
  void anUnknownPathIsToldInTheWordsOfWhoAsks() {
    assertThat(Surfaces.speaking("/v1/messages/batches", null)).isSameAs(SURFACE);
    assertThat(Surfaces.speaking("/v1/files", "2023-06-01")).isSameAs(SURFACE);
    assertThat(Surfaces.speaking("/v1/files", null)).isSameAs(Surfaces.OPENAI);
    assertThat(Surfaces.speaking("/v1/chat/completions", "2023-06-01")).isSameAs(Surfaces.OPENAI);
  }
}
