package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.Base64Text;
import dev.sluice.wire.json.JsonKey;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the parts of an item's content, of its output or of its summary. */
final class ResponsesPartReader {
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey TEXT = JsonKey.of("text");
  private static final JsonKey REFUSAL = JsonKey.of("refusal");
  private static final JsonKey IMAGE = JsonKey.of("image_url");
  private static final JsonKey URL = JsonKey.of("url");
  private static final JsonKey DETAIL = JsonKey.of("detail");
  private static final JsonKey FILE_ID = JsonKey.of("file_id");
  private static final JsonKey FILE_DATA = JsonKey.of("file_data");
  private static final JsonKey FILE_URL = JsonKey.of("file_url");
  private static final JsonKey FILE_NAME = JsonKey.of("filename");
  private static final JsonKey AUDIO = JsonKey.of("input_audio");
  private static final JsonKey DATA = JsonKey.of("data");
  private static final JsonKey FORMAT = JsonKey.of("format");
  private static final String FIELD = "input.content";

  private final FieldReader in;
  private @Nullable String type;
  private @Nullable String text;
  private @Nullable String detail;
  private @Nullable String name;
  private @Nullable Source source;

  ResponsesPartReader(FieldReader in) {
    this.in = in;
  }

  /** Reads the text or the array that the reader is on. */
  void read(List<Part> parts) {
    if (in.isText()) {
      parts.add(new Part.Text(in.given(in.text(FIELD), FIELD)));
    } else if (!in.isArray() && !in.skipNull()) {
      throw in.wrong(FIELD, "must be a string or an array");
    } else if (in.isArray() && in.array(FIELD)) {
      while (in.nextObject(FIELD)) {
        parts.add(part());
      }
    }
  }

  private Part part() {
    type = null;
    text = null;
    detail = null;
    name = null;
    source = null;
    while (in.member()) {
      if (!said() && !kept()) {
        in.skip();
      }
    }
    return switch (in.given(type, "input.content.type")) {
      case "input_text", "output_text", "text", "summary_text", "reasoning_text" ->
          new Part.Text(in.given(text, "input.content.text"));
      case "refusal" -> new Part.Refusal(in.given(text, "input.content.refusal"));
      case "input_image" ->
          new Part.Image(in.given(source, "input.content.image_url"), detail, null);
      case "input_file" ->
          new Part.Document(in.given(source, "input.content.file_data"), name, null, false, null);
      case "input_audio" -> recording();
      default ->
          throw in.wrong(
              "input.content.type",
              "must be input_text, input_image, input_file, input_audio, output_text or refusal");
    };
  }

  private Part recording() {
    if (source instanceof Source.Inline inline) {
      return new Part.Audio(inline);
    }
    throw in.wrong("input.content.input_audio", "must be given");
  }

  private boolean said() {
    if (in.on(TYPE)) {
      type = in.text("input.content.type");
    } else if (in.on(TEXT)) {
      text = in.text("input.content.text");
    } else if (in.on(REFUSAL)) {
      text = in.text("input.content.refusal");
    } else if (in.on(DETAIL)) {
      detail = in.text("input.content.detail");
    } else if (in.on(FILE_NAME)) {
      name = in.text("input.content.filename");
    } else {
      return false;
    }
    return true;
  }

  private boolean kept() {
    if (in.on(IMAGE)) {
      image();
    } else if (in.on(FILE_DATA)) {
      source = or(in.source("input.content.file_data"));
    } else if (in.on(FILE_URL)) {
      source = or(in.source("input.content.file_url"));
    } else if (in.on(FILE_ID)) {
      String id = in.text("input.content.file_id");
      source = id == null ? source : new Source.Kept(id);
    } else if (in.on(AUDIO)) {
      audio();
    } else {
      return false;
    }
    return true;
  }

  private @Nullable Source or(@Nullable Source given) {
    return given == null ? source : given;
  }

  /** The address is a string; the object around it is what chats have. */
  private void image() {
    if (!in.isObject()) {
      source = or(in.source("input.content.image_url"));
    } else if (in.object("input.content.image_url")) {
      while (in.member()) {
        if (in.on(URL)) {
          source = or(in.source("input.content.image_url.url"));
        } else if (in.on(DETAIL)) {
          detail = in.text("input.content.image_url.detail");
        } else {
          in.skip();
        }
      }
    }
  }

  private void audio() {
    Base64Text data = null;
    String format = null;
    if (in.object("input.content.input_audio")) {
      while (in.member()) {
        if (in.on(DATA)) {
          data = in.base64("input.content.input_audio.data");
        } else if (in.on(FORMAT)) {
          format = in.text("input.content.input_audio.format");
        } else {
          in.skip();
        }
      }
    }
    source =
        new Source.Inline(
            "audio/"
                + in.given(format, "input.content.input_audio.format").toLowerCase(Locale.ROOT),
            in.given(data, "input.content.input_audio.data"));
  }
}
