package dev.sluice.wire.surface;

import dev.sluice.model.Failure;
import dev.sluice.wire.openai.ErrorBody;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A failure as OpenAI's clients understand it, and when any client may come again.
 *
 * @param status HTTP status
 * @param type the error's {@code type}
 * @param code the error's {@code code}, null for none
 * @param param the error's {@code param}, null for none
 * @param retryAfter when to come again, null when that is not for the gateway to say
 * @param hopeless whether a client's automatic retry can only do harm
 */
public record Rendering(
    int status,
    String type,
    @Nullable String code,
    @Nullable String param,
    @Nullable Duration retryAfter,
    boolean hopeless) {
  private static final String INVALID = "invalid_request_error";
  private static final String SERVER = "server_error";

  // A client that comes back at once meets the same targets in the same state.
  private static final Duration SOON = Duration.ofSeconds(1);

  /** The failure as the client sees it. */
  public static Rendering of(Failure failure) {
    return switch (failure) {
      case Failure.Client client -> of(client);
      case Failure.House house -> of(house);
      case Failure.Upstream upstream -> of(upstream);
    };
  }

  /** What clients are told of the failure. */
  static ErrorBody told(Failure failure) {
    Rendering shown = of(failure);
    return new ErrorBody(failure.message(), shown.type(), shown.code(), shown.param());
  }

  private static Rendering of(Failure.Client failure) {
    return switch (failure) {
      case Failure.BadRequest f -> invalid(400, f.code(), f.param());
      case Failure.UnknownModel _ -> invalid(404, "model_not_found", "model");
      case Failure.UnknownPath _ -> invalid(404, "unknown_url", null);
      case Failure.MethodNotAllowed _ -> invalid(405, "method_not_allowed", null);
      case Failure.Forbidden _ -> invalid(403, "forbidden", null);
      case Failure.BodyTooLarge _ -> invalid(413, "request_too_large", null);
      case Failure.SlowBody _ -> invalid(408, "request_timeout", null);
      case Failure.ClientGone _ -> invalid(499, "client_gone", null);
      case Failure.Rejected f ->
          new Rendering(
              f.status(), f.type() == null ? INVALID : f.type(), f.code(), f.param(), null, false);
    };
  }

  private static Rendering of(Failure.House failure) {
    return switch (failure) {
      case Failure.Overloaded f -> server(503, "server_is_overloaded", f.retryAfter());
      case Failure.Draining _ -> server(503, "server_is_stopping", SOON);
      case Failure.NoTarget f -> server(503, "no_target_available", f.retryAfter());
      case Failure.RateCapped f ->
          new Rendering(
              429, "rate_limit_error", "rate_limit_exceeded", null, f.retryAfter(), false);
      case Failure.DeadlinePassed _ ->
          new Rendering(504, "timeout", "gateway_deadline", null, null, true);
      case Failure.Outrun _, Failure.Diverged _, Failure.Internal _ ->
          server(500, "internal_error", null);
    };
  }

  private static Rendering of(Failure.Upstream failure) {
    return switch (failure) {
      case Failure.Throttled f when f.spent() ->
          new Rendering(429, "insufficient_quota", "insufficient_quota", null, null, true);
      case Failure.Throttled f ->
          new Rendering(
              429, "rate_limit_error", "rate_limit_exceeded", null, or(f.retryAfter()), false);
      case Failure.Unauthorised _ ->
          new Rendering(502, SERVER, "upstream_auth_error", null, null, true);
      case Failure.Unavailable f ->
          server(busy(f.status()) ? 503 : 502, "upstream_error", or(f.retryAfter()));
      case Failure.Unreachable _ -> server(502, "upstream_unreachable", SOON);
      case Failure.Silent _ -> new Rendering(504, "timeout", "upstream_timeout", null, SOON, false);
      case Failure.Garbled _ -> server(502, "upstream_invalid_answer", SOON);
      case Failure.Cut _ -> server(502, "upstream_cut", SOON);
    };
  }

  private static boolean busy(int status) {
    return status == 503 || status == 529 || status == 408 || status == 409;
  }

  private static Duration or(@Nullable Duration asked) {
    return asked == null || asked.compareTo(SOON) < 0 ? SOON : asked;
  }

  private static Rendering invalid(int status, @Nullable String code, @Nullable String param) {
    return new Rendering(status, INVALID, code, param, null, false);
  }

  private static Rendering server(int status, String code, @Nullable Duration retryAfter) {
    return new Rendering(status, SERVER, code, null, retryAfter, false);
  }
}
