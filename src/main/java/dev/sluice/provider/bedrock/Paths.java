package dev.sluice.provider.bedrock;

import dev.sluice.bus.Attempt;
import dev.sluice.model.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Paths of requests, in which the model stands. */
final class Paths {
  private static final HexFormat ESCAPE = HexFormat.of().withUpperCase();

  private Paths() {}

  /** Where an attempt's request goes. */
  static String of(Attempt attempt) {
    return "/model/" + encoded(attempt.upstreamModel()) + "/" + operation(attempt);
  }

  private static String operation(Attempt attempt) {
    if (attempt.endpoint() == Endpoint.EMBEDDINGS) {
      return "invoke";
    }
    return attempt.stream() ? "converse-stream" : "converse";
  }

  /** The model's name as one segment of a path: colons and slashes of an ARN do not cut it. */
  private static String encoded(String model) {
    StringBuilder made = new StringBuilder(model.length() + 16);
    for (byte each : model.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xFF);
      if (plain(c)) {
        made.append(c);
      } else {
        made.append('%').append(ESCAPE.toHexDigits(each));
      }
    }
    return made.toString();
  }

  /** Whether a letter stands for itself in a path. */
  static boolean plain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '~';
  }
}
