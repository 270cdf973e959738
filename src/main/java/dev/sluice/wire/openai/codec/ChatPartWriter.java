package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.JsonOut;

/** Writes the parts of a user's message. */
final class ChatPartWriter {
  private final JsonOut out;
  private final MediaWriter media;

  ChatPartWriter(JsonOut out, Dropped dropped) {
    this.out = out;
    this.media = new MediaWriter(out, dropped);
  }

  void write(Part part) {
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
    out.object().member("type", "text").member("text", text).endObject();
  }

  private void image(Part.Image image) {
    out.object().member("type", "image_url").key("image_url").object().key("url");
    switch (image.source()) {
      case Source.Inline inline -> media.data(inline);
      case Source.Url url -> out.text(url.url());
      case Source.Kept _ -> throw kept("image");
      case Source.Plain _ -> throw Dropped.refusal("messages.content", "an image is no text");
    }
    out.given("detail", image.detail()).endObject().endObject();
  }

  private void document(Part.Document document) {
    media.citations(document);
    switch (document.source()) {
      case Source.Inline inline -> {
        out.object().member("type", "file").key("file").object();
        media.file(document.title(), inline);
        out.endObject().endObject();
      }
      case Source.Plain plain -> text(MediaWriter.titled(document.title(), plain.text()));
      case Source.Url _ ->
          throw Dropped.refusal("messages.content", "it does not fetch documents by URL");
      case Source.Kept _ -> throw kept("document");
    }
    if (document.context() != null) {
      text(document.context());
    }
  }

  private static RuntimeException kept(String what) {
    return Dropped.refusal("messages.content", "another provider keeps the " + what);
  }
}
