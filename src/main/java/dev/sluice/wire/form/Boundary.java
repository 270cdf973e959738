package dev.sluice.wire.form;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stands between the parts of a form. */
final class Boundary {
  private static final String TYPE = "multipart/form-data";
  private static final String PARAMETER = "boundary=";

  /** The specification allows 70; some clients take more. */
  private static final int LONGEST = 200;

  private Boundary() {}

  /** Whether a content type is that of a form. */
  static boolean in(@Nullable String contentType) {
    return contentType != null && contentType.strip().toLowerCase(Locale.ROOT).startsWith(TYPE);
  }

  /**
   * The bytes before which a part ends, from its line end on. Throws {@link FailureException} with
   * a {@link Failure.BadRequest} when the content type names no boundary.
   */
  static byte[] of(String contentType) {
    for (String parameter : contentType.split(";", -1)) {
      String bare = parameter.strip();
      if (bare.regionMatches(true, 0, PARAMETER, 0, PARAMETER.length())) {
        return bytes(unquoted(bare.substring(PARAMETER.length())));
      }
    }
    throw bad("names no boundary");
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static byte[] bytes(String boundary) {
    boolean visible = boundary.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    if (boundary.isEmpty() || boundary.length() > LONGEST || !visible) {
      throw bad("has a boundary that is empty, too long or not of visible characters");
    }
    return ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
  }

  private static FailureException bad(String what) {
    return new FailureException(
        new Failure.BadRequest(
            "The content type " + TYPE + " " + what + ".", "content-type", "invalid_form"));
  }
}
