package dev.sluice.wire.bedrock;

import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import org.jspecify.annotations.Nullable;

/** Reads what a text rests on. */
final class ConverseCitation {
  private static final JsonKey TITLE = JsonKey.of("title");
  private static final JsonKey QUOTE = JsonKey.of("sourceContent");
  private static final JsonKey LOCATION = JsonKey.of("location");
  private static final JsonKey WEB = JsonKey.of("web");
  private static final JsonKey URL = JsonKey.of("url");

  private ConverseCitation() {}

  /** The citation that the reader is on. */
  static Citation read(FieldReader in) {
    String title = null;
    String quote = null;
    String url = null;
    if (in.object("citation")) {
      while (in.member()) {
        if (in.on(TITLE)) {
          title = in.text("citation.title");
        } else if (in.on(QUOTE)) {
          quote = ConverseBlockReader.texts(in);
        } else if (in.on(LOCATION)) {
          url = url(in);
        } else {
          in.skip();
        }
      }
    }
    return new Citation(url, title, quote == null || quote.isEmpty() ? null : quote, -1, -1, null);
  }

  private static @Nullable String url(FieldReader in) {
    String url = null;
    if (in.object("citation.location")) {
      while (in.member()) {
        if (in.on(WEB) && in.object("citation.location.web")) {
          while (in.member()) {
            if (in.on(URL)) {
              url = in.text("citation.location.web.url");
            } else {
              in.skip();
            }
          }
        } else {
          in.skip();
        }
      }
    }
    return url;
  }
}
