package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.JsonOut;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a user's message. */
final class ChatPartWriter {
  private static final String AUDIO = "audio/";

  private final JsonOut out;
  private final Dropped dropped;

  ChatPartWriter(JsonOut out, Dropped dropped) {
    this.out = out;
    this.dropped = dropped;
  }

  void write(Part part) {
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
    out.object().member("type", "text").member("text", text).endObject();
  }

  private void image(Part.Image image) {
    out.object().member("type", "image_url").key("image_url").object().key("url");
    switch (image.source()) {
      case Source.Inline inline -> data(inline);
      case Source.Url url -> out.text(url.url());
      case Source.Kept _ -> throw kept("image");
      case Source.Plain _ -> throw Dropped.refusal("messages.content", "an image is no text");
    }
    if (image.detail() != null) {
      out.member("detail", image.detail());
    }
    out.endObject().endObject();
  }

  private void data(Source.Inline inline) {
    out.quote().piece("data:").piece(inline.mediaType()).piece(";base64,");
    inline.data().write(out);
    out.endText();
  }

  private void document(Part.Document document) {
    if (document.citations()) {
      dropped.drop("citations", "no counterpart");
    }
    switch (document.source()) {
      case Source.Inline inline -> {
        out.object().member("type", "file").key("file").object();
        String title = document.title();
        out.member("filename", title == null ? "document.pdf" : title).key("file_data");
        data(inline);
        out.endObject().endObject();
      }
      case Source.Plain plain -> text(titled(document.title(), plain.text()));
      case Source.Url _ ->
          throw Dropped.refusal("messages.content", "it does not fetch documents by URL");
      case Source.Kept _ -> throw kept("document");
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

  private static RuntimeException kept(String what) {
    return Dropped.refusal("messages.content", "another provider keeps the " + what);
  }
}
