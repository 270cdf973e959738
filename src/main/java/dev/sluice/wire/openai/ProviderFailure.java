package dev.sluice.wire.openai;

import dev.sluice.model.Failure;
import dev.sluice.wire.RateLimits;
import dev.sluice.wire.RetryAfter;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns a provider's error, by status or within a stream, into a {@link Failure}. */
public final class ProviderFailure {
  private static final Set<String> BILLING =
      Set.of(
          "insufficient_quota",
          "billing_hard_limit_reached",
          "billing_not_active",
          "credit_balance_exhausted",
          "exceeded_current_quota_error",
          "AccountOverdueError",
          "Arrearage",
          "organization_spend_limit_exceeded",
          "project_spend_limit_exceeded",
          "organization_usage_limit_exceeded");
  private static final Set<String> RATE =
      Set.of(
          "rate_limit_exceeded",
          "rate_limit_error",
          "slow_down",
          "rate_limit_reached_error",
          "too_many_requests",
          "requests",
          "tokens",
          "RESOURCE_EXHAUSTED");
  private static final Set<String> CREDENTIALS =
      Set.of(
          "invalid_api_key",
          "authentication_error",
          "invalid_authentication_error",
          "permission_error",
          "AuthenticationError",
          "UNAUTHENTICATED");
  private static final Set<String> REQUEST =
      Set.of(
          "invalid_request_error",
          "context_length_exceeded",
          "content_filter",
          "content_policy_violation",
          "invalid_prompt",
          "data_inspection_failed",
          "BadRequestError",
          "INVALID_ARGUMENT");

  private static final InstantSource CLOCK = InstantSource.system();

  private ProviderFailure() {}

  /**
   * The failure that an answer with an error status stands for. It asks for the longest one of the
   * waits that headers and body tell of.
   *
   * @param status the answer's status, not of the 2xx family
   * @param errorBody the answer's body, of any form
   * @param headers value of a header by its lower-case name
   */
  public static Failure of(
      int status, Buffer errorBody, Function<String, @Nullable String> headers) {
    Duration asked = RetryAfter.read(headers, CLOCK);
    Duration limited =
        status == 429 ? RateLimits.refused(headers, CLOCK) : RateLimits.usedUp(headers, CLOCK);
    ErrorBody error = ErrorBody.read(errorBody);
    return of(
        status, error, RetryAfter.longest(RetryAfter.longest(asked, limited), error.retryDelay()));
  }

  /** The failure that an error within an answer of status 200 stands for. */
  public static Failure within(ErrorBody error) {
    return of(status(error), error, error.retryDelay());
  }

  private static int status(ErrorBody error) {
    String code = error.code();
    if (code != null && code.matches("[45][0-9]{2}")) {
      return Integer.parseInt(code);
    }
    if (says(error, BILLING) || says(error, RATE)) {
      return 429;
    }
    if (says(error, CREDENTIALS)) {
      return 401;
    }
    return says(error, REQUEST) ? 400 : 502;
  }

  private static Failure of(int status, ErrorBody error, @Nullable Duration wait) {
    return switch (status) {
      case 401, 403 ->
          new Failure.Unauthorised("The provider does not accept the gateway's credentials.");
      case 402 -> throttled(error, wait, true);
      case 429 -> throttled(error, wait, says(error, BILLING));
      case 408, 409 -> unavailable(status, wait);
      default ->
          status >= 400 && status < 500 ? rejected(status, error) : unavailable(status, wait);
    };
  }

  private static Failure throttled(ErrorBody error, @Nullable Duration wait, boolean spent) {
    String otherwise =
        spent
            ? "The provider's quota or budget is spent."
            : "The provider asks for fewer requests.";
    return new Failure.Throttled(message(error, otherwise), wait, spent);
  }

  private static Failure rejected(int status, ErrorBody error) {
    String message = message(error, "The provider refused the request with status " + status + ".");
    return new Failure.Rejected(status, message, error.type(), error.code(), error.param());
  }

  private static Failure unavailable(int status, @Nullable Duration wait) {
    return new Failure.Unavailable(
        status, "The provider failed to serve the request (status " + status + ").", wait);
  }

  private static String message(ErrorBody error, String otherwise) {
    return error.message() == null ? otherwise : error.message();
  }

  private static boolean says(ErrorBody error, Set<String> words) {
    return (error.code() != null && words.contains(error.code()))
        || (error.type() != null && words.contains(error.type()));
  }
}
