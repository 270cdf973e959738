package dev.sluice.wire.bedrock;

import dev.sluice.wire.Fingerprint;
import dev.sluice.wire.canonical.PlainNames;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names of tools, calls and documents in the letters that the dialect takes. */
final class ConverseNames {
  private static final int LONGEST_DOCUMENT = 180;

  /** Length of a call's id at models of Mistral's. */
  private static final int SHORT = 9;

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final PlainNames names = new PlainNames();
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
    return names.tool(name);
  }

  /** The id to send for a call: the same for the call and its result. */
  String call(String id) {
    if (shortIds) {
      return id.length() == SHORT && alphanumeric(id) ? id : shortened(id);
    }
    return PlainNames.call(id, PlainNames.LONGEST);
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
    return names.renamed();
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
      made.append(c != '_' && (PlainNames.plain(c) || "()[]".indexOf(c) >= 0) ? c : '-');
    }
    return made.isEmpty() ? "document" : made.toString();
  }

  private static boolean alphanumeric(String id) {
    return id.indexOf('_') < 0 && id.indexOf('-') < 0 && PlainNames.plain(id);
  }
}
