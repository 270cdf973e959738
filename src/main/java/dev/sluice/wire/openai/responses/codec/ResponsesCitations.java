package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes what a text rests on: web pages alone, as the other dialects know them. */
final class ResponsesCitations {
  private static final JsonKey URL = JsonKey.of("url");
  private static final JsonKey TITLE = JsonKey.of("title");
  private static final JsonKey START = JsonKey.of("start_index");
  private static final JsonKey END = JsonKey.of("end_index");
  private static final String FIELD = "output.content.annotations";

  private ResponsesCitations() {}

  /** The citations of the array that the reader is on. */
  static List<Citation> read(FieldReader in) {
    return in.list(FIELD, ResponsesCitations::one);
  }

  /** The citation that the reader is on, null when it is of no web page. */
  static @Nullable Citation one(FieldReader in) {
    String url = null;
    String title = null;
    long from = -1;
    long to = -1;
    if (!in.isObject()) {
      in.skip();
    } else if (in.object(FIELD)) {
      while (in.member()) {
        if (in.on(URL) && in.isText()) {
          url = in.text(FIELD);
        } else if (in.on(TITLE) && in.isText()) {
          title = in.text(FIELD);
        } else if (in.on(START)) {
          from = in.count();
        } else if (in.on(END)) {
          to = in.count();
        } else {
          in.skip();
        }
      }
    }
    return url == null ? null : Citation.ofPage(url, title, from, to);
  }

  /**
   * Writes a citation of a page.
   *
   * @param length of the text that rests on it, when the citation does not say where
   */
  static void write(JsonOut out, Citation citation, int length) {
    boolean placed = citation.from() >= 0 && citation.to() >= 0;
    out.object().member("type", "url_citation");
    out.member("start_index", placed ? citation.from() : 0);
    out.member("end_index", placed ? citation.to() : length);
    out.member("url", or(citation.url())).member("title", or(citation.title())).endObject();
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
