package dev.sluice.wire.gemini;

import dev.sluice.wire.Fingerprint;
import java.util.HashMap;
import java.util.Map;

/** Names of functions in the letters that the dialect takes. */
final class GeminiNames {
  private static final int LONGEST = 64;
  private static final int KEPT = 40;

  private final Map<String, String> renamed = new HashMap<>();

  /** The name to send for a function. */
  String sent(String name) {
    if (plain(name)) {
      return name;
    }
    StringBuilder made = new StringBuilder(KEPT + 18).append('_');
    for (int i = 0; i < Math.min(KEPT, name.length()); i++) {
      char c = name.charAt(i);
      made.append(letter(c) || mark(c) ? c : '_');
    }
    String sent = made.append('_').append(Long.toHexString(Fingerprint.of(name))).toString();
    renamed.put(sent, name);
    return sent;
  }

  /** The client's names by those that were sent instead. */
  Map<String, String> renamed() {
    return renamed;
  }

  private static boolean plain(String name) {
    if (name.isEmpty() || name.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!(letter(c) || (i > 0 && mark(c)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean mark(char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-';
  }
}
