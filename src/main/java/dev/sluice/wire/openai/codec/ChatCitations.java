package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes what a text rests on, of which the dialect knows web pages alone. */
final class ChatCitations {
  private static final JsonKey WEB = JsonKey.of("url_citation");
  private static final JsonKey URL = JsonKey.of("url");
  private static final JsonKey TITLE = JsonKey.of("title");
  private static final JsonKey START = JsonKey.of("start_index");
  private static final JsonKey END = JsonKey.of("end_index");
  private static final String FIELD = "annotations";

  private final FieldReader in;
  private final List<Citation> found = new ArrayList<>();

  ChatCitations(FieldReader in) {
    this.in = in;
  }

  /** The citations of the array that the reader is on. */
  List<Citation> read() {
    if (in.array(FIELD)) {
      while (in.item()) {
        if (in.object(FIELD)) {
          while (in.member()) {
            if (in.on(WEB)) {
              web();
            } else {
              in.skip();
            }
          }
        }
      }
    }
    return found;
  }

  private void web() {
    if (!in.object(FIELD)) {
      return;
    }
    String url = null;
    String title = null;
    long from = -1;
    long to = -1;
    while (in.member()) {
      if (in.on(URL)) {
        url = in.text("annotations.url");
      } else if (in.on(TITLE)) {
        title = in.text("annotations.title");
      } else if (in.on(START)) {
        from = in.count();
      } else if (in.on(END)) {
        to = in.count();
      } else {
        in.skip();
      }
    }
    found.add(Citation.ofPage(url, title, from, to));
  }

  /**
   * Writes a citation of a page.
   *
   * @param from where the text that rests on it begins, when the citation does not say
   * @param to where it ends, when the citation does not say
   */
  static void write(JsonOut out, Citation citation, int from, int to) {
    out.object().member("type", "url_citation").key("url_citation").object();
    boolean placed = citation.from() >= 0 && citation.to() >= 0;
    out.member("start_index", placed ? citation.from() : from);
    out.member("end_index", placed ? citation.to() : to);
    text(out, "url", citation.url());
    text(out, "title", citation.title());
    out.endObject().endObject();
  }

  private static void text(JsonOut out, String name, @Nullable String text) {
    out.member(name, text == null ? "" : text);
  }
}
