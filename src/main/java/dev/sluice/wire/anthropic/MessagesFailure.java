package dev.sluice.wire.anthropic;

import dev.sluice.model.Failure;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.RateLimits;
import dev.sluice.wire.RetryAfter;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Errors of the dialect read as failures and written from them. */
public final class MessagesFailure {
  private static final JsonKey ERROR = JsonKey.of("error");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey MESSAGE = JsonKey.of("message");
  private static final JsonKey DETAILS = JsonKey.of("details");
  private static final JsonKey CODE = JsonKey.of("error_code");
  private static final Set<String> SPENT =
      Set.of("enforced_spend_limit_reached", "contract_spend_limit_reached");
  private static final InstantSource CLOCK = InstantSource.system();
  private static final byte[] EVENT = "event: error\ndata: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TAIL = {'\n', '\n'};
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_CHARS = 500;

  private @Nullable String type;
  private @Nullable String message;
  private @Nullable String code;

  private MessagesFailure() {}

  /**
   * The failure that an answer with an error status stands for. It asks for the longest of the
   * waits that the headers tell of.
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
    return read(bytes.array(), bytes.from(), bytes.to())
        .failure(status, RetryAfter.longest(asked, limited));
  }

  /** The failure that an error within a stream or an answer of status 200 stands for. */
  static Failure within(byte[] in, int from, int to) {
    MessagesFailure said = read(in, from, to);
    return said.type == null && said.message == null
        ? new Failure.Garbled("The provider sent an event that its dialect does not know.")
        : said.failure(status(said.type), null);
  }

  private static MessagesFailure read(byte[] array, int from, int to) {
    MessagesFailure said = new MessagesFailure();
    boolean understood =
        to - from > MAX_BYTES || FieldReader.understood(array, from, to, said::member);
    return understood ? said : new MessagesFailure();
  }

  private void member(FieldReader in) {
    if (in.on(ERROR) && in.isObject()) {
      error(in);
    } else {
      in.skip();
    }
  }

  private void error(FieldReader in) {
    if (!in.object("error")) {
      return;
    }
    while (in.member()) {
      if (in.on(TYPE)) {
        type = in.text("error.type");
      } else if (in.on(MESSAGE)) {
        message = shorten(in.text("error.message"));
      } else if (in.on(DETAILS) && in.isObject()) {
        details(in);
      } else {
        in.skip();
      }
    }
  }

  private void details(FieldReader in) {
    if (in.object("error.details")) {
      while (in.member()) {
        if (in.on(CODE)) {
          code = in.text("error.details.error_code");
        } else {
          in.skip();
        }
      }
    }
  }

  private static @Nullable String shorten(@Nullable String text) {
    return text == null || text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
  }

  private static int status(@Nullable String type) {
    return switch (type) {
      case "invalid_request_error" -> 400;
      case "authentication_error" -> 401;
      case "billing_error" -> 402;
      case "permission_error" -> 403;
      case "not_found_error" -> 404;
      case "conflict_error" -> 409;
      case "request_too_large" -> 413;
      case "rate_limit_error" -> 429;
      case "timeout_error" -> 504;
      case "overloaded_error" -> 529;
      case null, default -> 500;
    };
  }

  private Failure failure(int status, @Nullable Duration wait) {
    boolean spent = status == 402 || (code != null && SPENT.contains(code));
    return switch (status) {
      case 401, 403 ->
          new Failure.Unauthorised("The provider does not accept the gateway's credentials.");
      case 402, 429 ->
          new Failure.Throttled(
              or(
                  spent
                      ? "The provider's quota or budget is spent."
                      : "The provider asks for fewer requests."),
              wait,
              spent);
      case 408, 409 -> unavailable(status, wait);
      default ->
          status >= 400 && status < 500
              ? new Failure.Rejected(
                  status,
                  or("The provider refused the request with status " + status + "."),
                  type,
                  code,
                  null)
              : unavailable(status, wait);
    };
  }

  private String or(String otherwise) {
    return message == null || message.isBlank() ? otherwise : message;
  }

  private static Failure unavailable(int status, @Nullable Duration wait) {
    return new Failure.Unavailable(
        status, "The provider failed to serve the request (status " + status + ").", wait);
  }

  /** The body of an error answer. */
  public static Buffer body(Failure failure, String requestId) {
    JsonOut out = new JsonOut();
    write(out, failure, requestId);
    return out.toBuffer();
  }

  /** The event that ends a stream that has begun. */
  public static Buffer event(Failure failure, String requestId) {
    JsonOut out = new JsonOut();
    event(out, failure, requestId);
    return out.toBuffer();
  }

  /** Writes the event that ends a stream that has begun. */
  static void event(JsonOut out, Failure failure, String requestId) {
    out.raw(EVENT);
    write(out, failure, requestId);
    out.raw(TAIL);
  }

  private static void write(JsonOut out, Failure failure, String requestId) {
    out.object().member("type", "error").key("error").object();
    out.member("type", type(failure)).member("message", failure.message()).endObject();
    out.member("request_id", requestId).endObject();
  }

  /** The error's type as the dialect calls it. */
  public static String type(Failure failure) {
    return switch (failure) {
      case Failure.UnknownModel _, Failure.UnknownPath _ -> "not_found_error";
      case Failure.BodyTooLarge _ -> "request_too_large";
      case Failure.Rejected f when f.status() == 404 -> "not_found_error";
      case Failure.Rejected f when f.status() == 413 -> "request_too_large";
      case Failure.Forbidden _ -> "permission_error";
      case Failure.Client _ -> "invalid_request_error";
      case Failure.Throttled f -> f.spent() ? "billing_error" : "rate_limit_error";
      case Failure.RateCapped _ -> "rate_limit_error";
      case Failure.Overloaded _, Failure.Draining _, Failure.NoTarget _ -> "overloaded_error";
      case Failure.Unavailable f when f.status() == 503 || f.status() == 529 -> "overloaded_error";
      case Failure.Silent _, Failure.DeadlinePassed _ -> "timeout_error";
      case Failure.House _, Failure.Upstream _ -> "api_error";
    };
  }

  /** The HTTP status that goes with the error's type. */
  public static int status(Failure failure) {
    return failure instanceof Failure.Rejected rejected ? rejected.status() : status(type(failure));
  }
}
