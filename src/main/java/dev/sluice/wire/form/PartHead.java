package dev.sluice.wire.form;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What the headers of a part say.
 *
 * @param name of the field, empty when there is none
 * @param file whether the part is a file
 */
record PartHead(String name, boolean file) {
  private static final String DISPOSITION = "content-disposition:";

  /** Reads the header lines of a part. */
  static PartHead of(byte[] bytes, int length) {
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    for (String line : text.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith(DISPOSITION)) {
        return disposition(line);
      }
    }
    return new PartHead("", false);
  }

  private static PartHead disposition(String line) {
    String name = "";
    boolean file = false;
    int at = line.indexOf(';');
    while (at >= 0 && at < line.length()) {
      int equals = line.indexOf('=', at);
      if (equals < 0) {
        break;
      }
      String key = line.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
      int end = end(line, equals + 1);
      if (key.equals("name")) {
        name = value(line, equals + 1, end);
      }
      file |= key.equals("filename") || key.equals("filename*");
      at = line.indexOf(';', end);
    }
    return new PartHead(name, file);
  }

  /** Offset after a value, which may be quoted and then holds semicolons of its own. */
  private static int end(String line, int from) {
    if (from >= line.length() || line.charAt(from) != '"') {
      int semicolon = line.indexOf(';', from);
      return semicolon < 0 ? line.length() : semicolon;
    }
    int at = from + 1;
    while (at < line.length() && line.charAt(at) != '"') {
      at += line.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(line.length(), at + 1);
  }

  private static String value(String line, int from, int end) {
    String raw = line.substring(from, end).strip();
    return raw.length() >= 2 && raw.startsWith("\"") && raw.endsWith("\"")
        ? raw.substring(1, raw.length() - 1)
        : raw;
  }
}
