package dev.sluice.wire.anthropic;

import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes what a text rests on. */
final class MessagesCitations {
  private static final JsonKey URL = JsonKey.of("url");
  private static final JsonKey TITLE = JsonKey.of("title");
  private static final JsonKey DOCUMENT_TITLE = JsonKey.of("document_title");
  private static final JsonKey QUOTE = JsonKey.of("cited_text");
  private static final String FIELD = "citations";

  private MessagesCitations() {}

  /** The citations of the array that the reader is on; none when it is on something else. */
  static List<Citation> list(FieldReader in) {
    return in.list(FIELD, MessagesCitations::one);
  }

  /** The citation that the reader is on, null when there is none. */
  static @Nullable Citation one(FieldReader in) {
    Json origin = in.objectJson(FIELD);
    if (origin == null) {
      return null;
    }
    byte[] bytes = origin.text().getBytes(StandardCharsets.UTF_8);
    FieldReader inner = new FieldReader(FieldReader.Author.PROVIDER);
    inner.reset(bytes, 0, bytes.length);
    String url = null;
    String title = null;
    String quote = null;
    boolean some = inner.object(FIELD);
    while (some && inner.member()) {
      if (inner.on(URL)) {
        url = inner.text(FIELD);
      } else if (inner.on(TITLE) || inner.on(DOCUMENT_TITLE)) {
        title = inner.text(FIELD);
      } else if (inner.on(QUOTE)) {
        quote = inner.text(FIELD);
      } else {
        inner.skip();
      }
    }
    return new Citation(url, title, quote, -1, -1, origin);
  }

  /** Writes the value. */
  static void write(JsonOut out, Citation citation) {
    if (citation.origin() != null) {
      out.json(citation.origin());
      return;
    }
    out.object().member("type", "web_search_result_location");
    out.member("url", or(citation.url())).member("title", or(citation.title()));
    out.member("cited_text", or(citation.quote())).member("encrypted_index", "").endObject();
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
