package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import org.jspecify.annotations.Nullable;

/** What a response says of why it is not complete. Reused after {@link #forget}. */
final class ResponsesFault {
  private static final JsonKey ERROR = JsonKey.of("error");
  private static final JsonKey CODE = JsonKey.of("code");
  private static final JsonKey MESSAGE = JsonKey.of("message");
  private static final JsonKey DETAILS = JsonKey.of("incomplete_details");
  private static final JsonKey REASON = JsonKey.of("reason");

  /** Whether an error is told, which is not null. */
  boolean failed;

  @Nullable String code;
  @Nullable String message;

  /** Why it is incomplete, null when that is not said. */
  @Nullable String reason;

  void forget() {
    failed = false;
    code = null;
    message = null;
    reason = null;
  }

  /** Reads the member that the reader is on; false when it says nothing of a fault. */
  boolean member(FieldReader in) {
    if (in.on(ERROR)) {
      error(in);
    } else if (in.on(DETAILS) && in.isObject()) {
      details(in);
    } else {
      return false;
    }
    return true;
  }

  private void error(FieldReader in) {
    if (in.skipNull()) {
      return;
    }
    failed = true;
    if (!in.isObject()) {
      in.skip();
    } else if (in.object("error")) {
      while (in.member()) {
        if (in.on(CODE) && in.isText()) {
          code = in.text("error.code");
        } else if (in.on(MESSAGE) && in.isText()) {
          message = in.text("error.message");
        } else {
          in.skip();
        }
      }
    }
  }

  private void details(FieldReader in) {
    if (in.object("incomplete_details")) {
      while (in.member()) {
        if (in.on(REASON) && in.isText()) {
          reason = in.text("incomplete_details.reason");
        } else {
          in.skip();
        }
      }
    }
  }
}
