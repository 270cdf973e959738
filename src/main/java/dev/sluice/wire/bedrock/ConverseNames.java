package dev.sluice.wire.bedrock;

import dev.sluice.wire.Fingerprint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names of tools, calls and documents in the letters that the dialect takes. */
final class ConverseNames {
  private static final int MOST = 64;
  private static final int KEPT = 40;
  private static final int LONGEST_DOCUMENT = 180;

  /** Length of a call's id at models of Mistral's. */
  private static final int SHORT = 9;

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final Map<String, String> renamed = new HashMap<>();
  private final Set<String> documents = new HashSet<>();
  private final boolean shortIds;

  /**
   * Names for one request.
   *
   * @param shortIds whether ids of calls have exactly nine letters and digits
   */
  ConverseNames(boolean shortIds) {
    this.shortIds = shortIds;
  }

  /** The name to send for a tool. */
  String tool(String name) {
    if (fits(name)) {
      return name;
    }
    String sent = changed(name);
    renamed.put(sent, name);
    return sent;
  }

  /** The id to send for a call: the same for the call and its result. */
  String call(String id) {
    if (shortIds) {
      return id.length() == SHORT && alphanumeric(id) ? id : shortened(id);
    }
    return fits(id) ? id : changed(id);
  }

  /** The name to send for a document: neutral where it has none, and no other document's. */
  String document(String title) {
    String name = neutral(title);
    String sent = name;
    for (int number = 2; !documents.add(sent); number++) {
      sent = name + " " + number;
    }
    return sent;
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

  private static String shortened(String id) {
    StringBuilder made = new StringBuilder(SHORT);
    long rest = Fingerprint.of(id);
    for (int i = 0; i < SHORT; i++) {
      made.append(ALPHABET.charAt((int) Long.remainderUnsigned(rest, ALPHABET.length())));
      rest = Long.divideUnsigned(rest, ALPHABET.length());
    }
    return made.toString();
  }

  private static String neutral(String title) {
    StringBuilder made = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < title.length() && made.length() < LONGEST_DOCUMENT; i++) {
      char c = title.charAt(i);
      if (Character.isWhitespace(c)) {
        gap = !made.isEmpty();
        continue;
      }
      if (gap) {
        made.append(' ');
        gap = false;
      }
      made.append(c != '_' && (plain(c) || "()[]".indexOf(c) >= 0) ? c : '-');
    }
    return made.isEmpty() ? "document" : made.toString();
  }

  private static boolean fits(String name) {
    if (name.isEmpty() || name.length() > MOST) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!plain(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean alphanumeric(String id) {
    return id.indexOf('_') < 0 && id.indexOf('-') < 0 && fits(id);
  }

  private static boolean plain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
