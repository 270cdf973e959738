package dev.sluice.wire.anthropic;

import dev.sluice.wire.Fingerprint;
import java.util.HashMap;
import java.util.Map;

/** Names of tools and calls in the letters that the dialect takes. */
final class Names {
  private static final int MAX_TOOL = 64;
  private static final int KEPT = 40;

  private final Map<String, String> renamed = new HashMap<>();

  /** The name to send for a tool. */
  String tool(String name) {
    if (name.length() <= MAX_TOOL && plain(name)) {
      return name;
    }
    String sent = changed(name);
    renamed.put(sent, name);
    return sent;
  }

  /** The id to send for a call: the same for the call and its result. */
  static String call(String id) {
    return plain(id) ? id : changed(id);
  }

  /** The client's names by those that were sent instead. */
  Map<String, String> renamed() {
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

  private static boolean plain(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!plain(name.charAt(i))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean plain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
