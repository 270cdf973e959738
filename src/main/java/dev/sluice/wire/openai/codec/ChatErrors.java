package dev.sluice.wire.openai.codec;

import dev.sluice.model.Failure;
import dev.sluice.wire.openai.ErrorBody;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Failures as errors of the dialect, told so that reading them yields the same failure. */
public final class ChatErrors {
  private static final String INVALID = "invalid_request_error";
  private static final String SERVER = "server_error";

  private ChatErrors() {}

  /** The body of an error answer. */
  public static Buffer body(Failure failure) {
    Told told = told(failure);
    return ErrorBody.of(failure.message(), told.type, told.code, told.param);
  }

  /** The event that ends a stream that has begun. */
  public static Buffer event(Failure failure) {
    Told told = told(failure);
    return ErrorBody.event(failure.message(), told.type, told.code, told.param);
  }

  private record Told(String type, @Nullable String code, @Nullable String param) {}

  private static Told told(Failure failure) {
    return switch (failure) {
      case Failure.Rejected f ->
          new Told(f.type() == null ? INVALID : f.type(), f.code(), f.param());
      case Failure.BadRequest f -> new Told(INVALID, f.code(), f.param());
      case Failure.Client _ -> new Told(INVALID, null, null);
      case Failure.Throttled f when f.spent() ->
          new Told("insufficient_quota", "insufficient_quota", null);
      case Failure.Throttled _ -> new Told("rate_limit_error", "rate_limit_exceeded", null);
      case Failure.Unauthorised _ -> new Told(SERVER, "401", null);
      case Failure.Unavailable f -> new Told(SERVER, Integer.toString(f.status()), null);
      case Failure.Silent _ -> new Told("timeout", "upstream_timeout", null);
      case Failure.Upstream _ -> new Told(SERVER, "upstream_error", null);
      case Failure.House _ -> new Told(SERVER, "internal_error", null);
    };
  }
}
