package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.JsonOut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the parts of what a user says, or of what a tool answered. */
final class ResponsesPartWriter {
  private static final String AUDIO = "audio/";

  /** What ids of files of the dialect's own provider begin with. */
  private static final String FILE = "file-";

  private final JsonOut out;
  private final Dropped dropped;

  ResponsesPartWriter(JsonOut out, Dropped dropped) {
    this.out = out;
    this.dropped = dropped;
  }

  /** Writes the value of a content: a text where there is but one, else an array. */
  void content(List<Part> parts) {
    if (parts.isEmpty()) {
      out.text("");
    } else if (parts.size() == 1 && parts.getFirst() instanceof Part.Text only) {
      hint(only);
      out.text(only.text());
    } else {
      out.array();
      parts.forEach(this::write);
      out.endArray();
    }
  }

  private void write(Part part) {
    hint(part);
    switch (part) {
      case Part.Text text -> text(text.text());
      case Part.Image image -> image(image);
      case Part.Document document -> document(document);
      case Part.Audio audio -> audio(audio.source());
      default -> throw Dropped.refusal("messages.content", "the user cannot say that");
    }
  }

  /** Lets go of a part's cache hint. */
  void hint(Part part) {
    if (part.cache() != null) {
      dropped.drop("cache_control", "the provider caches by itself");
    }
  }

  private void text(String text) {
    out.object().member("type", "input_text").member("text", text).endObject();
  }

  private void image(Part.Image image) {
    out.object().member("type", "input_image");
    switch (image.source()) {
      case Source.Inline inline -> data(out.key("image_url"), inline);
      case Source.Url url -> out.member("image_url", url.url());
      case Source.Kept kept -> out.member("file_id", own(kept, "image"));
      case Source.Plain _ -> throw Dropped.refusal("messages.content", "an image is no text");
    }
    String detail = image.detail();
    out.member("detail", detail == null ? "auto" : detail).endObject();
  }

  private static void data(JsonOut out, Source.Inline inline) {
    out.quote().piece("data:").piece(inline.mediaType()).piece(";base64,");
    inline.data().write(out);
    out.endText();
  }

  private void document(Part.Document document) {
    if (document.citations()) {
      dropped.drop("citations", "no counterpart");
    }
    switch (document.source()) {
      case Source.Plain plain -> text(titled(document.title(), plain.text()));
      case Source.Inline inline -> {
        out.object().member("type", "input_file");
        String title = document.title();
        out.member("filename", title == null ? "document.pdf" : title);
        data(out.key("file_data"), inline);
        out.endObject();
      }
      case Source.Url url ->
          out.object().member("type", "input_file").member("file_url", url.url()).endObject();
      case Source.Kept kept ->
          out.object()
              .member("type", "input_file")
              .member("file_id", own(kept, "document"))
              .endObject();
    }
    if (document.context() != null) {
      text(document.context());
    }
  }

  private static String titled(@Nullable String title, String text) {
    return title == null ? text : title + "\n\n" + text;
  }

  private void audio(Source.Inline source) {
    out.object().member("type", "input_audio").key("input_audio").object().key("data").quote();
    source.data().write(out);
    out.endText();
    String type = source.mediaType();
    out.member("format", type.startsWith(AUDIO) ? type.substring(AUDIO.length()) : type);
    out.endObject().endObject();
  }

  private static String own(Source.Kept kept, String what) {
    if (!kept.id().startsWith(FILE)) {
      throw Dropped.refusal("messages.content", "another provider keeps the " + what);
    }
    return kept.id();
  }
}
