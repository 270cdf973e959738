package dev.sluice.wire.gemini;

import dev.sluice.model.Failure;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.RateLimits;
import dev.sluice.wire.RetryAfter;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Errors of the dialect read as failures and written from them. */
public final class GeminiFailure {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TAIL = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private GeminiFailure() {}

  /**
   * The failure that an answer with an error status stands for. It asks for the longest of the
   * waits that the headers and the body tell of.
   *
   * @param status the answer's status, not of the 2xx family
   * @param body the answer's body, of any form
   * @param headers value of a header by its lower-case name
   */
  public static Failure of(int status, Buffer body, Function<String, @Nullable String> headers) {
    Duration asked = RetryAfter.read(headers, CLOCK);
    Duration limited =
        status == 429 ? RateLimits.refused(headers, CLOCK) : RateLimits.usedUp(headers, CLOCK);
    Bytes bytes = Bytes.of(body);
    return failure(
        GeminiError.read(bytes.array(), bytes.from(), bytes.to()),
        status,
        RetryAfter.longest(asked, limited));
  }

  /** The failure that an error within a stream or an answer of status 200 stands for. */
  static Failure within(byte[] in, int from, int to) {
    GeminiError said = GeminiError.read(in, from, to);
    return said.equals(GeminiError.NONE)
        ? new Failure.Garbled("The provider sent a response that its dialect does not know.")
        : failure(said, said.httpStatus(), null);
  }

  private static Failure failure(GeminiError said, int status, @Nullable Duration headers) {
    Duration wait = RetryAfter.longest(headers, said.retryAfter());
    if (status == 401 || status == 403 || said.account()) {
      return new Failure.Unauthorised("The provider does not accept the gateway's credentials.");
    }
    if (status == 402 || status == 429) {
      boolean spent = status == 402 || said.spent();
      return new Failure.Throttled(
          said.or(
              spent
                  ? "The provider's quota or budget is spent."
                  : "The provider asks for fewer requests."),
          wait,
          spent);
    }
    boolean client = status >= 400 && status < 500;
    if (!client || status == 408 || status == 409 || status == 499) {
      return new Failure.Unavailable(
          status, "The provider failed to serve the request (status " + status + ").", wait);
    }
    String otherwise = "The provider refused the request with status " + status + ".";
    return new Failure.Rejected(status, said.or(otherwise), null, null, null);
  }

  /** The body of an error answer. */
  public static Buffer body(Failure failure) {
    JsonOut out = new JsonOut();
    write(out, failure);
    return out.toBuffer();
  }

  /** The event that ends a stream that has begun. */
  public static Buffer event(Failure failure) {
    JsonOut out = new JsonOut();
    event(out, failure);
    return out.toBuffer();
  }

  /** Writes that event. */
  static void event(JsonOut out, Failure failure) {
    out.raw(DATA);
    write(out, failure);
    out.raw(TAIL);
  }

  /** Clients know an error in a stream by a code from 400 to 599. */
  private static void write(JsonOut out, Failure failure) {
    int status = status(failure);
    out.object().key("error").object().member("code", status);
    out.member("message", failure.message()).member("status", word(status));
    Duration wait = wait(failure);
    if (wait != null && !wait.isZero()) {
      out.key("details").array().object();
      out.member("@type", GeminiError.RETRY_INFO);
      out.member("retryDelay", seconds(wait)).endObject().endArray();
    }
    out.endObject().endObject();
  }

  private static String seconds(Duration wait) {
    long millis = wait.toMillis();
    String rest = millis % 1000 == 0 ? "" : ".%03d".formatted(millis % 1000);
    return millis / 1000 + rest + "s";
  }

  private static @Nullable Duration wait(Failure failure) {
    return switch (failure) {
      case Failure.Throttled f when !f.spent() -> f.retryAfter();
      case Failure.RateCapped f -> f.retryAfter();
      case Failure.Overloaded f -> f.retryAfter();
      case Failure.NoTarget f -> f.retryAfter();
      case Failure.Unavailable f -> f.retryAfter();
      default -> null;
    };
  }

  /** The HTTP status of a failure, which its body repeats. */
  public static int status(Failure failure) {
    return switch (failure) {
      case Failure.UnknownModel _, Failure.UnknownPath _ -> 404;
      case Failure.MethodNotAllowed _ -> 405;
      case Failure.Forbidden _ -> 403;
      case Failure.BodyTooLarge _ -> 413;
      case Failure.SlowBody _ -> 408;
      case Failure.ClientGone _ -> 499;
      case Failure.Rejected f -> f.status();
      case Failure.BadRequest _ -> 400;
      case Failure.Throttled _, Failure.RateCapped _ -> 429;
      case Failure.Overloaded _, Failure.Draining _, Failure.NoTarget _ -> 503;
      case Failure.DeadlinePassed _, Failure.Silent _ -> 504;
      case Failure.Unavailable f -> f.status() == 503 || f.status() == 529 ? 503 : 502;
      case Failure.House _ -> 500;
      case Failure.Upstream _ -> 502;
    };
  }

  private static String word(int status) {
    return switch (status) {
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 409 -> "ABORTED";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 499 -> "CANCELLED";
      case 500, 502 -> "INTERNAL";
      case 501 -> "UNIMPLEMENTED";
      case 503 -> "UNAVAILABLE";
      case 408, 504 -> "DEADLINE_EXCEEDED";
      default -> "INVALID_ARGUMENT";
    };
  }
}
