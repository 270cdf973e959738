package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.openai.codec.MediaWriter;
import java.util.List;

/** Writes the parts of what a user says, or of what a tool answered. */
final class ResponsesPartWriter {
  /** What ids of files of the dialect's own provider begin with. */
  private static final String FILE = "file-";

  private final JsonOut out;
  private final MediaWriter media;

  ResponsesPartWriter(JsonOut out, Dropped dropped) {
    this.out = out;
    this.media = new MediaWriter(out, dropped);
  }

  /** Writes the value of a content: a text where there is but one, else an array. */
  void content(List<Part> parts) {
    if (parts.isEmpty()) {
      out.text("");
    } else if (parts.size() == 1 && parts.getFirst() instanceof Part.Text only) {
      media.hint(only);
      out.text(only.text());
    } else {
      out.array();
      parts.forEach(this::write);
      out.endArray();
    }
  }

  private void write(Part part) {
    media.hint(part);
    switch (part) {
      case Part.Text text -> text(text.text());
      case Part.Image image -> image(image);
      case Part.Document document -> document(document);
      case Part.Audio audio -> media.audio(audio.source());
      default -> throw Dropped.refusal("messages.content", "the user cannot say that");
    }
  }

  /** Lets go of a part's cache hint. */
  void hint(Part part) {
    media.hint(part);
  }

  private void text(String text) {
    out.object().member("type", "input_text").member("text", text).endObject();
  }

  private void image(Part.Image image) {
    out.object().member("type", "input_image");
    switch (image.source()) {
      case Source.Inline inline -> {
        out.key("image_url");
        media.data(inline);
      }
      case Source.Url url -> out.member("image_url", url.url());
      case Source.Kept kept -> out.member("file_id", own(kept, "image"));
      case Source.Plain _ -> throw Dropped.refusal("messages.content", "an image is no text");
    }
    String detail = image.detail();
    out.member("detail", detail == null ? "auto" : detail).endObject();
  }

  private void document(Part.Document document) {
    media.citations(document);
    switch (document.source()) {
      case Source.Plain plain -> text(MediaWriter.titled(document.title(), plain.text()));
      case Source.Inline inline -> {
        out.object().member("type", "input_file");
        media.file(document.title(), inline);
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

  private static String own(Source.Kept kept, String what) {
    if (!kept.id().startsWith(FILE)) {
      throw Dropped.refusal("messages.content", "another provider keeps the " + what);
    }
    return kept.id();
  }
}
