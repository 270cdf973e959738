package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.JsonOut;
import java.util.List;

/** Writes the images that a model made, beside the text as other servers of the dialect do. */
final class ChatImages {
  private ChatImages() {}

  /** The member, unless there are none. */
  static void write(JsonOut out, List<? extends Part> parts) {
    boolean begun = false;
    for (Part part : parts) {
      if (part instanceof Part.Image image) {
        if (!begun) {
          out.key("images").array();
        }
        begun = true;
        image(out, image.source());
      }
    }
    if (begun) {
      out.endArray();
    }
  }

  private static void image(JsonOut out, Source source) {
    out.object().member("type", "image_url").key("image_url").object().key("url");
    switch (source) {
      case Source.Inline inline -> {
        out.quote().piece("data:" + inline.mediaType() + ";base64,");
        inline.data().write(out);
        out.endText();
      }
      case Source.Url url -> out.text(url.url());
      case Source.Kept kept -> out.text(kept.id());
      case Source.Plain plain -> out.text(plain.text());
    }
    out.endObject().endObject();
  }
}
