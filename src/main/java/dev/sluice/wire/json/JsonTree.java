package dev.sluice.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Trees, for the documents that have to be changed in more than one place. */
public final class JsonTree {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(JsonSkim.MAX_DEPTH + 8)
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonTree() {}

  /** The tree of a document. Throws {@link MalformedJson} when there is none. */
  public static JsonNode read(byte[] in, int from, int to) {
    int end = JsonSkim.document(in, from, to);
    if (end < 0) {
      throw new MalformedJson(~end);
    }
    try {
      return MAPPER.readTree(in, from, to - from);
    } catch (IOException | NumberFormatException e) {
      // What the skimmer lets pass fails here only by a bound, such as that on a number's length or
      // exponent.
      throw new MalformedJson(from);
    }
  }

  /** The tree as bytes, on one line. */
  public static byte[] write(JsonNode tree) {
    try {
      return encode(MAPPER.writeValueAsString(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree always has a text", e);
    }
  }

  /** UTF-8, save that lone surrogates become escapes: a pair may be split over two chunks. */
  private static byte[] encode(String json) {
    StringBuilder escaped = null;
    int plain = 0;
    for (int at = 0; at < json.length(); at++) {
      int point = json.codePointAt(at);
      if (Character.isSupplementaryCodePoint(point)) {
        at++;
      } else if (Character.isSurrogate((char) point)) {
        escaped = escaped == null ? new StringBuilder(json.length() + 6) : escaped;
        escaped
            .append(json, plain, at)
            .append("\\u")
            .append(HexFormat.of().toHexDigits((char) point));
        plain = at + 1;
      }
    }
    String whole = escaped == null ? json : escaped.append(json, plain, json.length()).toString();
    return whole.getBytes(StandardCharsets.UTF_8);
  }
}
