package dev.sluice.wire.canonical;

import dev.sluice.wire.json.Base64Text;
import dev.sluice.wire.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses that may hold the content itself: {@code data:image/png;base64,…}. */
public final class DataUrl {
  private static final String SCHEME = "data:";
  private static final String BASE64 = "base64";
  private static final String GOOGLE_FILES =
      "https://generativelanguage.googleapis.com/v1beta/files/";

  /** Longest head, from the scheme to the comma, in bytes. */
  private static final int HEAD = 256;

  private DataUrl() {}

  /** The source that the inside of a valid JSON string says, null when it is none. */
  static @Nullable Source source(byte[] in, int from, int to) {
    int comma = from;
    int end = Math.min(to, from + HEAD);
    while (comma < end && in[comma] != ',' && in[comma] != '\\') {
      comma++;
    }
    boolean plain = comma < end && in[comma] == ',';
    if (plain) {
      String head = new String(in, from, comma - from, StandardCharsets.ISO_8859_1);
      String type = mediaType(head);
      if (type != null) {
        return new Source.Inline(type, Base64Text.of(in, comma + 1, to));
      }
    }
    return source(JsonText.decode(in, from, to));
  }

  /** The source that the text says, null when it is none. */
  public static @Nullable Source source(String text) {
    if (kept(text)) {
      return new Source.Kept(text);
    }
    if (web(text)) {
      return new Source.Url(text);
    }
    int comma = text.indexOf(',');
    String type = comma < 0 || comma > HEAD ? null : mediaType(text.substring(0, comma));
    return type == null ? null : new Source.Inline(type, Base64Text.of(text.substring(comma + 1)));
  }

  /** Whether the address is one within Google's stores, which its own models alone can open. */
  private static boolean kept(String text) {
    return text.startsWith("gs://") || text.startsWith(GOOGLE_FILES);
  }

  private static boolean web(String text) {
    return text.regionMatches(true, 0, "https://", 0, 8)
        || text.regionMatches(true, 0, "http://", 0, 7);
  }

  /** The media type of a head in base64, without its parameters; null when it is no such head. */
  private static @Nullable String mediaType(String head) {
    if (!head.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    int last = head.lastIndexOf(';');
    if (last < 0 || !head.substring(last + 1).trim().equalsIgnoreCase(BASE64)) {
      return null;
    }
    int first = head.indexOf(';');
    String type = head.substring(SCHEME.length(), first).trim().toLowerCase(Locale.ROOT);
    return type.isEmpty() ? "text/plain" : type;
  }
}
