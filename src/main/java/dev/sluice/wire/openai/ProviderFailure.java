package dev.sluice.wire.openai;

import dev.sluice.model.Failure;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The failure that a provider's error answer stands for. */
public final class ProviderFailure {
  private ProviderFailure() {}

  /** Maps a status, the error's body and the headers. */
  public static Failure of(
      int status, Buffer errorBody, Function<String, @Nullable String> header) {
    String after = header.apply("retry-after");
    Duration wait = after == null ? null : Duration.ofSeconds(Long.parseLong(after));
    String message = "The provider answered " + status + ": " + errorBody;
    return switch (status) {
      case 401, 403 -> new Failure.Unauthorised(message);
      case 429 -> new Failure.Throttled(message, wait, false);
      case 400, 404, 413, 422 -> new Failure.Rejected(status, message, null, null, null);
      default -> new Failure.Unavailable(status, message, wait);
    };
  }
}
