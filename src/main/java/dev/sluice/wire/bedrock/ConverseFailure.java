package dev.sluice.wire.bedrock;

import dev.sluice.model.Failure;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.RetryAfter;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Errors of the dialect, by status or within a stream, read as failures. */
public final class ConverseFailure {
  private static final JsonKey MESSAGE = JsonKey.of("message");
  private static final JsonKey OTHER_MESSAGE = JsonKey.of("Message");
  private static final JsonKey TYPE = JsonKey.of("__type");
  private static final JsonKey ORIGINAL = JsonKey.of("originalStatusCode");
  private static final InstantSource CLOCK = InstantSource.system();
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_CHARS = 500;

  private @Nullable String type;
  private @Nullable String message;
  private long original;

  private ConverseFailure() {}

  /**
   * The failure that an answer with an error status stands for.
   *
   * @param status the answer's status, not of the 2xx family
   * @param body the answer's body, of any form
   * @param headers value of a header by its lower-case name
   */
  public static Failure of(int status, Buffer body, Function<String, @Nullable String> headers) {
    Bytes bytes = Bytes.of(body);
    ConverseFailure said = read(bytes.array(), bytes.from(), bytes.to());
    String told = headers.apply("x-amzn-errortype");
    return said.failure(
        plain(told == null ? said.type : told), status, RetryAfter.read(headers, CLOCK));
  }

  /**
   * The failure that a frame of a stream stands for.
   *
   * @param type the exception's name, null when it has none
   * @param words what the frame's headers say, null for nothing
   */
  static Failure within(
      @Nullable String type, @Nullable String words, byte[] in, int from, int to) {
    ConverseFailure said = read(in, from, to);
    if (words != null) {
      said.message = shorten(words);
    }
    return said.failure(plain(type == null ? said.type : type), 0, null);
  }

  private static ConverseFailure read(byte[] array, int from, int to) {
    ConverseFailure said = new ConverseFailure();
    boolean understood =
        to - from > MAX_BYTES || FieldReader.understood(array, from, to, said::member);
    return understood ? said : new ConverseFailure();
  }

  private void member(FieldReader in) {
    if (in.on(MESSAGE) || in.on(OTHER_MESSAGE)) {
      message = shorten(in.text("message"));
    } else if (in.on(TYPE)) {
      type = in.text("__type");
    } else if (in.on(ORIGINAL)) {
      original = in.count();
    } else {
      in.skip();
    }
  }

  private static @Nullable String shorten(@Nullable String text) {
    return text == null || text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
  }

  /** The name alone, in lower case: it may stand behind a namespace and before an address. */
  private static String plain(@Nullable String type) {
    if (type == null) {
      return "";
    }
    String name = type.substring(type.indexOf('#') + 1);
    int colon = name.indexOf(':');
    return (colon < 0 ? name : name.substring(0, colon)).trim().toLowerCase(Locale.ROOT);
  }

  /**
   * The failure of a name, or of the status when nobody knows the name.
   *
   * @param status 0 within a stream
   */
  private Failure failure(String name, int status, @Nullable Duration wait) {
    return switch (name) {
      case "validationexception" -> refused(status == 0 ? 400 : status);
      case "resourcenotfoundexception" -> refused(404);
      case "accessdeniedexception",
          "unrecognizedclientexception",
          "invalidsignatureexception",
          "incompletesignatureexception",
          "invalidclienttokenid",
          "missingauthenticationtokenexception",
          "signaturedoesnotmatch",
          "expiredtokenexception",
          "expiredtoken" ->
          unauthorised();
      case "throttlingexception", "toomanyrequestsexception" -> throttled(wait, false);
      case "servicequotaexceededexception" -> throttled(wait, true);
      case "modelnotreadyexception", "serviceunavailableexception" -> unavailable(503, wait);
      case "modeltimeoutexception" -> unavailable(408, wait);
      case "modelerrorexception", "modelstreamerrorexception" ->
          unavailable(original >= 500 && original < 600 ? (int) original : 500, wait);
      case "internalserverexception" -> unavailable(500, wait);
      default -> status(status, wait);
    };
  }

  private Failure status(int status, @Nullable Duration wait) {
    return switch (status) {
      case 0 -> unavailable(500, wait);
      case 401, 403 -> unauthorised();
      case 429 -> throttled(wait, false);
      case 408, 409, 424 -> unavailable(status == 424 ? 500 : status, wait);
      default -> status >= 400 && status < 500 ? refused(status) : unavailable(status, wait);
    };
  }

  private Failure refused(int status) {
    String said = or("The provider refused the request with status " + status + ".");
    return new Failure.Rejected(
        status,
        said,
        "invalid_request_error",
        status == 404 ? "model_not_found" : code(said),
        null);
  }

  private static @Nullable String code(String message) {
    String said = message.toLowerCase(Locale.ROOT);
    boolean full =
        said.contains("too long")
            || said.contains("too many input tokens")
            || said.contains("context length")
            || said.contains("exceed context limit");
    return full ? "context_length_exceeded" : null;
  }

  private static Failure unauthorised() {
    return new Failure.Unauthorised("The provider does not accept the gateway's credentials.");
  }

  private Failure throttled(@Nullable Duration wait, boolean spent) {
    return new Failure.Throttled(
        or(
            spent
                ? "The provider's quota or budget is spent."
                : "The provider asks for fewer requests."),
        wait,
        spent);
  }

  private static Failure unavailable(int status, @Nullable Duration wait) {
    return new Failure.Unavailable(
        status, "The provider failed to serve the request (status " + status + ").", wait);
  }

  private String or(String otherwise) {
    return message == null || message.isBlank() ? otherwise : message;
  }
}
