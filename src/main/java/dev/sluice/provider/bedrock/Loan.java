package dev.sluice.provider.bedrock;

import dev.sluice.config.AwsCredentials;
import dev.sluice.config.Secret;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keys for a time.
 *
 * @param end when they stop being of use
 */
record Loan(AwsCredentials credentials, Instant end) {
  private static final JsonKey CODE = JsonKey.of("Code");
  private static final JsonKey ID = JsonKey.of("AccessKeyId");
  private static final JsonKey KEY = JsonKey.of("SecretAccessKey");
  private static final JsonKey TOKEN = JsonKey.of("Token");
  private static final JsonKey END = JsonKey.of("Expiration");
  private static final String SUCCESS = "Success";

  /**
   * Reads the answer of a lender. Throws {@link IllegalStateException} when it lends nothing; the
   * message holds nothing of the answer.
   */
  static Loan read(Buffer answer) {
    Bytes bytes = Bytes.of(answer);
    FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
    in.reset(bytes.array(), bytes.from(), bytes.to());
    try {
      return new Reading(in).loan();
    } catch (MalformedJson e) {
      throw new IllegalStateException("the lender's answer is not JSON", e);
    }
  }

  /** One pass over an answer. */
  private static final class Reading {
    private final FieldReader in;
    private @Nullable String code;
    private @Nullable String id;
    private @Nullable String key;
    private @Nullable String token;
    private @Nullable String end;

    Reading(FieldReader in) {
      this.in = in;
    }

    Loan loan() {
      if (in.isObject() && in.object("keys")) {
        while (in.member()) {
          member();
        }
      }
      if (code != null && !code.equals(SUCCESS)) {
        throw new IllegalStateException("the lender has no keys for this place");
      }
      return loan(given(id), given(key), token, given(end));
    }

    private static String given(@Nullable String text) {
      if (text == null) {
        throw new IllegalStateException("the lender's answer holds no keys");
      }
      return text;
    }

    private static Loan loan(String id, String key, @Nullable String token, String end) {
      Secret session = token == null ? null : new Secret(token);
      try {
        return new Loan(
            new AwsCredentials(new Secret(id), new Secret(key), session), Instant.parse(end));
      } catch (DateTimeException e) {
        throw new IllegalStateException("the lender's answer has no time of its end", e);
      }
    }

    private void member() {
      if (in.on(CODE)) {
        code = in.text("Code");
      } else if (in.on(ID)) {
        id = in.text("AccessKeyId");
      } else if (in.on(KEY)) {
        key = in.text("SecretAccessKey");
      } else if (in.on(TOKEN)) {
        token = in.text("Token");
      } else if (in.on(END)) {
        end = in.text("Expiration");
      } else {
        in.skip();
      }
    }
  }
}
