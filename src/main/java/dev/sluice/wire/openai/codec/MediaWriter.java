package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.JsonOut;
import org.jspecify.annotations.Nullable;

/** Writes what the parts of a user's message have in common in OpenAI's APIs. */
public final class MediaWriter {
  private static final String AUDIO = "audio/";

  private final JsonOut out;
  private final Dropped dropped;

  /** A writer for one request. */
  public MediaWriter(JsonOut out, Dropped dropped) {
    this.out = out;
    this.dropped = dropped;
  }

  /** Lets go of a part's cache hint. */
  public void hint(Part part) {
    if (part.cache() != null) {
      dropped.drop("cache_control", "the provider caches by itself");
    }
  }

  /** Lets go of the wish that a document be cited. */
  public void citations(Part.Document document) {
    if (document.citations()) {
      dropped.drop("citations", "no counterpart");
    }
  }

  /** Writes data as a URL. */
  public void data(Source.Inline inline) {
    out.quote().piece("data:").piece(inline.mediaType()).piece(";base64,");
    inline.data().write(out);
    out.endText();
  }

  /** Writes the members of a file that comes with its data. */
  public void file(@Nullable String title, Source.Inline inline) {
    out.member("filename", title == null ? "document.pdf" : title).key("file_data");
    data(inline);
  }

  /** Writes a part that is a recording. */
  public void audio(Source.Inline source) {
    out.object().member("type", "input_audio").key("input_audio").object().key("data").quote();
    source.data().write(out);
    out.endText();
    String type = source.mediaType();
    out.member("format", type.startsWith(AUDIO) ? type.substring(AUDIO.length()) : type);
    out.endObject().endObject();
  }

  /** The text of a document that is text, below its title where it has one. */
  public static String titled(@Nullable String title, String text) {
    return title == null ? text : title + "\n\n" + text;
  }
}
