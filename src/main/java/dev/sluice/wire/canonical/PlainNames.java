package dev.sluice.wire.canonical;

import dev.sluice.wire.Fingerprint;
import java.util.HashMap;
import java.util.Map;

/** Names of tools and calls in plain letters: those of ASCII, digits, dashes and underscores. */
public final class PlainNames {
  /** Longest name of a tool. */
  public static final int LONGEST = 64;

  private static final int KEPT = 40;

  private final Map<String, String> renamed = new HashMap<>();

  /** The name to send for a tool. */
  public String tool(String name) {
    if (name.length() <= LONGEST && plain(name)) {
      return name;
    }
    String sent = changed(name);
    renamed.put(sent, name);
    return sent;
  }

  /** The id to send for a call: the same for the call and its result. */
  public static String call(String id) {
    return call(id, Integer.MAX_VALUE);
  }

  /**
   * The id to send for a call, as above.
   *
   * @param longest that is taken, in letters
   */
  public static String call(String id, int longest) {
    return id.length() <= longest && plain(id) ? id : changed(id);
  }

  /** The client's names by those that were sent instead. */
  public Map<String, String> renamed() {
    return renamed;
  }

  private static String changed(String name) {
    StringBuilder made = new StringBuilder(KEPT + 17);
    for (int i = 0; i < Math.min(KEPT, name.length()); i++) {
      char c = name.charAt(i);
      made.append(plain(c) ? c : '_');
    }
    return made.append('_').append(Long.toHexString(Fingerprint.of(name))).toString();
  }

  /** Whether there are plain letters and nothing else. */
  public static boolean plain(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!plain(name.charAt(i))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** Whether it is a plain letter. */
  public static boolean plain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
