package dev.sluice.wire.anthropic;

import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.Base64Text;
import dev.sluice.wire.json.JsonKey;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads where the content of an image or a document is. */
final class MessagesSourceReader {
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey MEDIA_TYPE = JsonKey.of("media_type");
  private static final JsonKey DATA = JsonKey.of("data");
  private static final JsonKey URL = JsonKey.of("url");
  private static final JsonKey FILE = JsonKey.of("file_id");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey TEXT = JsonKey.of("text");
  private static final String FIELD = "messages.content.source";

  private final FieldReader in;
  private final StringBuilder text = new StringBuilder();
  private @Nullable String type;
  private @Nullable String mediaType;
  private @Nullable Base64Text data;
  private @Nullable String plain;
  private @Nullable String where;

  MessagesSourceReader(FieldReader in) {
    this.in = in;
  }

  /** The source that the reader is on, null when it has a form that nobody knows. */
  @Nullable Source read() {
    if (in.isText()) {
      String said = in.text(FIELD);
      return said == null ? null : new Source.Url(said);
    }
    if (!in.object(FIELD)) {
      return null;
    }
    while (in.member()) {
      member();
    }
    return switch (type) {
      case "base64" ->
          new Source.Inline(
              in.given(mediaType, FIELD + ".media_type").toLowerCase(Locale.ROOT),
              in.given(data, FIELD + ".data"));
      case "text" -> new Source.Plain(in.given(plain, FIELD + ".data"));
      case "content" -> new Source.Plain(text.toString());
      case "url" -> new Source.Url(in.given(where, FIELD + ".url"));
      case "file" -> new Source.Kept(in.given(where, FIELD + ".file_id"));
      case null, default -> null;
    };
  }

  private void member() {
    if (in.on(TYPE)) {
      type = in.text(FIELD + ".type");
    } else if (in.on(MEDIA_TYPE)) {
      mediaType = in.text(FIELD + ".media_type");
    } else if (in.on(DATA)) {
      data();
    } else if (in.on(URL) || in.on(FILE)) {
      where = in.text(FIELD);
    } else if (in.on(CONTENT)) {
      content();
    } else {
      in.skip();
    }
  }

  /** Text or base64: which one, the type says, which as a rule comes before. */
  private void data() {
    if ("text".equals(type)) {
      plain = in.text(FIELD + ".data");
    } else if (type != null) {
      data = in.base64(FIELD + ".data");
    } else {
      plain = in.text(FIELD + ".data");
      data = plain == null ? null : Base64Text.of(plain);
    }
  }

  private void content() {
    if (in.isText()) {
      text.append(in.given(in.text(FIELD), FIELD));
    } else if (in.array(FIELD)) {
      while (in.item()) {
        if (in.object(FIELD)) {
          while (in.member()) {
            if (in.on(TEXT)) {
              text.append(text.isEmpty() ? "" : "\n").append(in.given(in.text(FIELD), FIELD));
            } else {
              in.skip();
            }
          }
        }
      }
    }
  }
}
