package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.Base64Text;
import dev.sluice.wire.json.JsonKey;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a message's content. */
final class ChatPartReader {
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey TEXT = JsonKey.of("text");
  private static final JsonKey REFUSAL = JsonKey.of("refusal");
  private static final JsonKey IMAGE = JsonKey.of("image_url");
  private static final JsonKey AUDIO = JsonKey.of("input_audio");
  private static final JsonKey FILE = JsonKey.of("file");
  private static final JsonKey URL = JsonKey.of("url");
  private static final JsonKey DETAIL = JsonKey.of("detail");
  private static final JsonKey DATA = JsonKey.of("data");
  private static final JsonKey FORMAT = JsonKey.of("format");
  private static final JsonKey FILE_DATA = JsonKey.of("file_data");
  private static final JsonKey FILE_ID = JsonKey.of("file_id");
  private static final JsonKey FILE_NAME = JsonKey.of("filename");
  private static final String CONTENT = "messages.content";

  private final FieldReader in;
  private @Nullable String type;
  private @Nullable String text;
  private @Nullable Source source;
  private @Nullable String name;

  ChatPartReader(FieldReader in) {
    this.in = in;
  }

  /** Reads the array that the reader is on. */
  void read(List<Part> parts) {
    if (in.array(CONTENT)) {
      while (in.nextObject(CONTENT)) {
        parts.add(part());
      }
    }
  }

  private Part part() {
    type = null;
    text = null;
    source = null;
    name = null;
    CacheField cache = new CacheField();
    while (in.member()) {
      if (!member() && !cache.member(in)) {
        in.skip();
      }
    }
    return switch (in.given(type, "messages.content.type")) {
      case "text" ->
          new Part.Text(in.given(text, "messages.content.text"), List.of(), cache.hint());
      case "refusal" -> new Part.Refusal(in.given(text, "messages.content.refusal"));
      case "image_url" ->
          new Part.Image(in.given(source, "messages.content.image_url"), name, cache.hint());
      case "input_audio" -> recording();
      case "file" ->
          new Part.Document(
              in.given(source, "messages.content.file"), name, null, false, cache.hint());
      default ->
          throw in.wrong(
              "messages.content.type", "must be text, image_url, input_audio, file or refusal");
    };
  }

  private Part recording() {
    if (source instanceof Source.Inline inline) {
      return new Part.Audio(inline);
    }
    throw in.wrong("messages.content.input_audio", "must be given");
  }

  private boolean member() {
    if (in.on(TYPE)) {
      type = in.text("messages.content.type");
    } else if (in.on(TEXT)) {
      text = in.text("messages.content.text");
    } else if (in.on(REFUSAL)) {
      text = in.text("messages.content.refusal");
    } else if (in.on(IMAGE)) {
      image();
    } else if (in.on(AUDIO)) {
      audio();
    } else if (in.on(FILE)) {
      file();
    } else {
      return false;
    }
    return true;
  }

  private void image() {
    String field = "messages.content.image_url";
    if (in.isText()) {
      source = in.source(field);
    } else if (in.object(field)) {
      while (in.member()) {
        if (in.on(URL)) {
          source = in.source("messages.content.image_url.url");
        } else if (in.on(DETAIL)) {
          name = in.text("messages.content.image_url.detail");
        } else {
          in.skip();
        }
      }
    }
  }

  private void audio() {
    Base64Text data = null;
    String format = null;
    if (in.object("messages.content.input_audio")) {
      while (in.member()) {
        if (in.on(DATA)) {
          data = in.base64("messages.content.input_audio.data");
        } else if (in.on(FORMAT)) {
          format = in.text("messages.content.input_audio.format");
        } else {
          in.skip();
        }
      }
    }
    source =
        new Source.Inline(
            "audio/"
                + in.given(format, "messages.content.input_audio.format").toLowerCase(Locale.ROOT),
            in.given(data, "messages.content.input_audio.data"));
  }

  private void file() {
    if (in.object("messages.content.file")) {
      while (in.member()) {
        if (in.on(FILE_DATA)) {
          source = in.source("messages.content.file.file_data");
        } else if (in.on(FILE_ID)) {
          String id = in.text("messages.content.file.file_id");
          source = id == null ? source : new Source.Kept(id);
        } else if (in.on(FILE_NAME)) {
          name = in.text("messages.content.file.filename");
        } else {
          in.skip();
        }
      }
    }
  }
}
