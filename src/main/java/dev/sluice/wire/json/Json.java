package dev.sluice.wire.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that nobody looks into, as its text: valid, without space between its tokens.
 *
 * @param text the value's text
 */
public record Json(String text) {
  /** The object without members. */
  public static final Json EMPTY_OBJECT = new Json("{}");

  /** The value that a range of valid JSON holds. */
  static Json of(byte[] in, int from, int to) {
    int space = spaced(in, from, to);
    if (space == to) {
      return new Json(new String(in, from, to - from, StandardCharsets.UTF_8));
    }
    byte[] tight = new byte[to - from];
    int length = 0;
    boolean inside = false;
    for (int at = from; at < to; at++) {
      byte b = in[at];
      if (inside && b == '\\') {
        tight[length++] = b;
        at++;
        b = in[at];
      } else if (b == '"') {
        inside = !inside;
      } else if (!inside && b <= ' ' && b > 0) {
        continue;
      }
      tight[length++] = b;
    }
    return new Json(new String(tight, 0, length, StandardCharsets.UTF_8));
  }

  /**
   * The value that a text is. Throws {@link MalformedJson} when it is none, with the offset in the
   * text's UTF-8.
   */
  public static Json parse(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    int end = JsonSkim.document(in, 0, in.length);
    if (end < 0) {
      throw new MalformedJson(~end);
    }
    return of(in, JsonSkim.space(in, 0, in.length), in.length);
  }

  /** Whether it is an object. */
  public boolean object() {
    return text.startsWith("{");
  }

  /** The first offset of space between tokens, {@code to} when there is none. */
  private static int spaced(byte[] in, int from, int to) {
    boolean inside = false;
    for (int at = from; at < to; at++) {
      byte b = in[at];
      if (inside) {
        if (b == '\\') {
          at++;
        } else if (b == '"') {
          inside = false;
        }
      } else if (b == '"') {
        inside = true;
      } else if (b <= ' ' && b > 0) {
        return at;
      }
    }
    return to;
  }

  /** The object that a text is, null when it is none. */
  public static @Nullable Json parseObject(String text) {
    try {
      Json json = parse(text);
      return json.object() ? json : null;
    } catch (MalformedJson e) {
      return null;
    }
  }

  /** The object that a text is; a text that is none, being broken or cut off, stands in one. */
  public static Json objectOrRaw(String text) {
    Json known = parseObject(text);
    if (known != null) {
      return known;
    }
    byte[] made = new JsonOut().object().member("_raw", text).endObject().toBytes();
    return new Json(new String(made, StandardCharsets.UTF_8));
  }
}
