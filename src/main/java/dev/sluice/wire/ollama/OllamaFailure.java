package dev.sluice.wire.ollama;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.RetryAfter;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Errors of the dialect, by status or within an answer, read as failures. */
public final class OllamaFailure {
  private static final JsonKey ERROR = JsonKey.of("error");
  private static final InstantSource CLOCK = InstantSource.system();
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_CHARS = 500;

  private OllamaFailure() {}

  /**
   * The failure that an answer with an error status stands for.
   *
   * @param status the answer's status, not of the 2xx family
   * @param body the answer's body, of any form
   * @param headers value of a header by its lower-case name
   */
  public static Failure of(int status, Buffer body, Function<String, @Nullable String> headers) {
    Duration wait = RetryAfter.read(headers, CLOCK);
    String said = read(body);
    return switch (status) {
      case 401, 403 ->
          new Failure.Unauthorised("The provider does not accept the gateway's credentials.");
      case 402 ->
          new Failure.Throttled(or(said, "The provider's quota or budget is spent."), wait, true);
      case 429 ->
          new Failure.Throttled(or(said, "The provider asks for fewer requests."), wait, false);
      case 408, 409 -> unavailable(status, wait);
      default -> status >= 400 && status < 500 ? refused(status, said) : unavailable(status, wait);
    };
  }

  /** The failure that an error in an answer that has begun stands for. */
  static Failure within(@Nullable String said) {
    boolean model = said != null && said.startsWith("model ") && said.contains("not found");
    return model ? refused(404, said) : unavailable(500, null);
  }

  private static Failure refused(int status, @Nullable String said) {
    return new Failure.Rejected(
        status,
        or(said, "The provider refused the request with status " + status + "."),
        "invalid_request_error",
        status == 404 ? "model_not_found" : null,
        null);
  }

  private static Failure unavailable(int status, @Nullable Duration wait) {
    return new Failure.Unavailable(
        status, "The provider failed to serve the request (status " + status + ").", wait);
  }

  private static String or(@Nullable String said, String otherwise) {
    if (said == null || said.isBlank()) {
      return otherwise;
    }
    return said.length() > MAX_CHARS ? said.substring(0, MAX_CHARS) : said;
  }

  private static @Nullable String read(Buffer body) {
    Bytes bytes = Bytes.of(body);
    if (bytes.to() - bytes.from() > MAX_BYTES) {
      return null;
    }
    FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
    String said = null;
    try {
      in.reset(bytes.array(), bytes.from(), bytes.to());
      if (in.isObject() && in.object("body")) {
        while (in.member()) {
          if (in.on(ERROR) && in.isText()) {
            said = in.text("error");
          } else {
            in.skip();
          }
        }
      }
    } catch (MalformedJson | FailureException e) {
      return null;
    }
    return said;
  }
}
