package dev.sluice.wire.gemini;

import dev.sluice.model.FailureException;
import dev.sluice.wire.RetryAfter;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.MalformedJson;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an error body says.
 *
 * @param code the status that it repeats, 0 when it does not
 * @param status the dialect's word for it, null for none
 * @param message in the provider's words, at most 500 characters; null for none
 * @param reason the first reason in its details, null for none
 * @param retryAfter how long it asks to wait, null when it does not say
 * @param daily whether it tells of a quota of a day
 */
record GeminiError(
    long code,
    @Nullable String status,
    @Nullable String message,
    @Nullable String reason,
    @Nullable Duration retryAfter,
    boolean daily) {
  static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

  /** It says nothing. */
  static final GeminiError NONE = new GeminiError(0, null, null, null, null, false);

  private static final int MAX_BYTES = 1 << 20;

  /** The error that a body tells of, of any form; the first one of an array. */
  static GeminiError read(byte[] array, int from, int to) {
    if (to - from > MAX_BYTES) {
      return NONE;
    }
    try {
      return new Scan().read(array, from, to);
    } catch (MalformedJson | FailureException e) {
      return NONE;
    }
  }

  /** The message, or another one where there is none. */
  String or(String otherwise) {
    return message == null || message.isBlank() ? otherwise : message;
  }

  /** Whether the gateway's account is at fault and not the request, whatever the status says. */
  boolean account() {
    return "API_KEY_INVALID".equals(reason)
        || "API_KEY_EXPIRED".equals(reason)
        || "FAILED_PRECONDITION".equals(status);
  }

  /** Whether waiting for a minute does not heal it. */
  boolean spent() {
    return daily || (message != null && message.contains("billing") && retryAfter == null);
  }

  /** The HTTP status that it stands for. */
  int httpStatus() {
    if (code >= 400 && code <= 599) {
      return (int) code;
    }
    return switch (status) {
      case "INVALID_ARGUMENT", "FAILED_PRECONDITION", "OUT_OF_RANGE" -> 400;
      case "UNAUTHENTICATED" -> 401;
      case "PERMISSION_DENIED" -> 403;
      case "NOT_FOUND" -> 404;
      case "ABORTED", "ALREADY_EXISTS" -> 409;
      case "RESOURCE_EXHAUSTED" -> 429;
      case "CANCELLED" -> 499;
      case "UNIMPLEMENTED" -> 501;
      case "UNAVAILABLE" -> 503;
      case "DEADLINE_EXCEEDED" -> 504;
      case null, default -> 500;
    };
  }

  /** One pass over a body. */
  private static final class Scan {
    private static final JsonKey ERROR = JsonKey.of("error");
    private static final JsonKey CODE = JsonKey.of("code");
    private static final JsonKey MESSAGE = JsonKey.of("message");
    private static final JsonKey STATUS = JsonKey.of("status");
    private static final JsonKey DETAILS = JsonKey.of("details");
    private static final JsonKey REASON = JsonKey.of("reason");
    private static final JsonKey DELAY = JsonKey.of("retryDelay");
    private static final JsonKey VIOLATIONS = JsonKey.of("violations");
    private static final JsonKey QUOTA = JsonKey.of("quotaId");
    private static final int MAX_CHARS = 500;

    private final FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
    private long code;
    private @Nullable String status;
    private @Nullable String message;
    private @Nullable String reason;
    private @Nullable Duration delay;
    private boolean daily;

    GeminiError read(byte[] array, int from, int to) {
      in.reset(array, from, to);
      if (in.isArray() && in.array("body") && in.item()) {
        body();
      } else if (in.isObject()) {
        body();
      }
      return new GeminiError(code, status, message, reason, delay, daily);
    }

    private void body() {
      if (in.object("body")) {
        while (in.member()) {
          if (in.on(ERROR) && in.isObject()) {
            error();
          } else {
            in.skip();
          }
        }
      }
    }

    private void error() {
      if (!in.object("error")) {
        return;
      }
      while (in.member()) {
        if (in.on(CODE)) {
          code = in.count();
        } else if (in.on(MESSAGE) && in.isText()) {
          message = shorten(in.text("error.message"));
        } else if (in.on(STATUS) && in.isText()) {
          status = in.text("error.status");
        } else if (in.on(DETAILS) && in.isArray()) {
          details();
        } else {
          in.skip();
        }
      }
    }

    private void details() {
      if (in.array("error.details")) {
        while (in.item()) {
          if (in.isObject()) {
            detail();
          } else {
            in.skip();
          }
        }
      }
    }

    private void detail() {
      if (!in.object("error.details")) {
        return;
      }
      while (in.member()) {
        if (in.on(REASON) && in.isText()) {
          String said = in.text("error.details.reason");
          reason = reason == null ? said : reason;
        } else if (in.on(DELAY) && in.isText()) {
          delay = delay(in.text("error.details.retryDelay"));
        } else if (in.on(VIOLATIONS) && in.isArray()) {
          violations();
        } else {
          in.skip();
        }
      }
    }

    private void violations() {
      if (in.array("error.details.violations")) {
        while (in.item()) {
          if (in.object("error.details.violations")) {
            while (in.member()) {
              if (in.on(QUOTA) && in.isText()) {
                String quota = in.text("error.details.violations.quotaId");
                daily |= quota != null && quota.contains("PerDay");
              } else {
                in.skip();
              }
            }
          }
        }
      }
    }

    /** Seconds with decimals and the letter s. */
    private static @Nullable Duration delay(@Nullable String text) {
      if (text == null || !text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?s")) {
        return null;
      }
      String number = text.substring(0, text.length() - 1);
      return RetryAfter.read(
          name -> name.equals("retry-after") ? number : null, () -> Instant.EPOCH);
    }

    private static @Nullable String shorten(@Nullable String text) {
      return text == null || text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
    }
  }
}
