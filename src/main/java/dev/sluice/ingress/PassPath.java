package dev.sluice.ingress;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Paths that are put behind a provider's base URL and must not leave it. */
final class PassPath {
  private static final int MOST_DECODINGS = 3;
  private static final String ODD = "\"<>\\^`{|}#";

  private PassPath() {}

  /**
   * The path with its query. Throws {@link FailureException} with a {@link Failure.BadRequest} when
   * a segment is empty or goes up, however often it is encoded, or when there is a character that
   * has no place in a URL.
   *
   * @param path encoded; empty, or beginning with a slash
   * @param query encoded, null for none
   */
  static String of(String path, @Nullable String query) {
    if (!visible(path) || (query != null && !visible(query))) {
      throw bad("holds a character that must be encoded");
    }
    String decoded = path;
    for (int i = 0; i < MOST_DECODINGS; i++) {
      check(decoded);
      String next = decode(decoded);
      if (next.equals(decoded)) {
        return query == null ? path : path + "?" + query;
      }
      decoded = next;
    }
    throw bad("is encoded too often");
  }

  private static boolean visible(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f && ODD.indexOf(c) < 0);
  }

  private static void check(String path) {
    String[] segments = path.replace('\\', '/').split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      String segment = segments[i];
      boolean edge = i == 0 || i == segments.length - 1;
      if (segment.equals(".") || segment.equals("..") || (segment.isEmpty() && !edge)) {
        throw bad("must not have the segments '.', '..' or an empty one");
      }
      if (segment.chars().anyMatch(Character::isISOControl)) {
        throw bad("must not have control characters");
      }
    }
  }

  private static String decode(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw bad("is badly encoded");
    }
  }

  private static FailureException bad(String what) {
    return new FailureException(
        new Failure.BadRequest("The path " + what + ".", null, "invalid_path"));
  }
}
