package dev.sluice.wire.anthropic;

import dev.sluice.wire.canonical.CacheHint;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.PlainNames;
import dev.sluice.wire.canonical.Signatures;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.canonical.Turns;
import dev.sluice.wire.json.JsonOut;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes blocks of a request. */
final class MessagesBlockWriter {
  private static final Set<String> IMAGES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
  private static final String CONTENT = "messages.content";
  private static final int MOST_HINTS = 4;

  private final JsonOut out;
  private final PlainNames names;
  private final Dropped dropped;
  private int hints;

  MessagesBlockWriter(JsonOut out, PlainNames names, Dropped dropped) {
    this.out = out;
    this.names = names;
    this.dropped = dropped;
  }

  /** Whether the API takes a part at all: no blank text, no thought without its signature. */
  boolean takes(Part part) {
    return switch (part) {
      case Part.Text text -> !text.text().isBlank();
      case Part.Reasoning thought -> {
        boolean own = thought.signature() != null && !Signatures.isGemini(thought.signature());
        if (!own) {
          dropped.drop("messages.reasoning_content", "only signed thoughts can be given back");
        }
        yield own;
      }
      default -> true;
    };
  }

  void write(Part part) {
    switch (part) {
      case Part.Text text -> text(text.text(), text.cache());
      case Part.Refusal refusal -> text(refusal.text(), null);
      case Part.Image image -> image(image);
      case Part.Document document -> document(document);
      case Part.Audio _ -> throw Dropped.refusal(CONTENT, "it does not take audio");
      case Part.ToolCall call -> call(call);
      case Part.ToolResult result -> result(result);
      case Part.Reasoning thought -> thought(thought);
      case Part.SealedReasoning sealed ->
          out.object()
              .member("type", "redacted_thinking")
              .member("data", sealed.data())
              .endObject();
    }
  }

  /** The hint, as a member, as long as the API takes more of them. */
  void cache(@Nullable CacheHint hint) {
    if (hint == null) {
      return;
    }
    if (hints == MOST_HINTS) {
      dropped.drop("cache_control", "only the first four are known to the provider");
      return;
    }
    hints++;
    out.key("cache_control").object().member("type", "ephemeral");
    if (hint == CacheHint.LONG) {
      out.member("ttl", "1h");
    }
    out.endObject();
  }

  private void text(String text, @Nullable CacheHint hint) {
    out.object().member("type", "text").member("text", text);
    cache(hint);
    out.endObject();
  }

  private void thought(Part.Reasoning thought) {
    String signature = thought.signature();
    out.object()
        .member("type", "thinking")
        .member("thinking", thought.text())
        .member("signature", signature == null ? "" : signature)
        .endObject();
  }

  private void image(Part.Image image) {
    if (image.detail() != null) {
      dropped.drop("image_url.detail", "no counterpart");
    }
    out.object().member("type", "image").key("source");
    switch (image.source()) {
      case Source.Inline inline -> base64(imageType(inline.mediaType()), inline);
      case Source.Url url -> url(url.url());
      case Source.Kept kept -> kept(kept.id());
      case Source.Plain _ -> throw Dropped.refusal(CONTENT, "an image is no text");
    }
    cache(image.cache());
    out.endObject();
  }

  private static String imageType(String type) {
    String usual = type.equals("image/jpg") ? "image/jpeg" : type;
    if (!IMAGES.contains(usual)) {
      throw Dropped.refusal(CONTENT, "images have to be JPEG, PNG, GIF or WebP");
    }
    return usual;
  }

  private void base64(String type, Source.Inline inline) {
    out.object().member("type", "base64").member("media_type", type).key("data").quote();
    inline.data().write(out);
    out.endText().endObject();
  }

  private void url(String url) {
    out.object().member("type", "url").member("url", url).endObject();
  }

  private void kept(String id) {
    throw Dropped.refusal(CONTENT, "file " + id + " is kept by another provider");
  }

  private void document(Part.Document document) {
    out.object().member("type", "document").key("source");
    switch (document.source()) {
      case Source.Inline inline when inline.mediaType().equals("application/pdf") ->
          base64(inline.mediaType(), inline);
      case Source.Inline inline when inline.mediaType().startsWith("text/") -> plain(inline.text());
      case Source.Inline _ -> throw Dropped.refusal(CONTENT, "documents have to be PDF or text");
      case Source.Plain text -> plain(text.text());
      case Source.Url url -> url(url.url());
      case Source.Kept kept -> kept(kept.id());
    }
    if (document.title() != null) {
      out.member("title", document.title());
    }
    if (document.context() != null) {
      out.member("context", document.context());
    }
    if (document.citations()) {
      out.key("citations").object().member("enabled", true).endObject();
    }
    cache(document.cache());
    out.endObject();
  }

  private void plain(String text) {
    out.object()
        .member("type", "text")
        .member("media_type", "text/plain")
        .member("data", text)
        .endObject();
  }

  private void call(Part.ToolCall call) {
    out.object()
        .member("type", "tool_use")
        .member("id", PlainNames.call(call.id()))
        .member("name", names.tool(call.name()))
        .key("input")
        .json(Turns.arguments(call.input()));
    cache(call.cache());
    out.endObject();
  }

  private void result(Part.ToolResult result) {
    out.object().member("type", "tool_result");
    out.member("tool_use_id", PlainNames.call(result.callId()));
    if (result.parts().size() == 1
        && result.parts().getFirst() instanceof Part.Text only
        && only.cache() == null) {
      out.member("content", only.text());
    } else if (!result.parts().isEmpty()) {
      out.key("content").array();
      result.parts().forEach(this::write);
      out.endArray();
    }
    if (result.failed()) {
      out.member("is_error", true);
    }
    cache(result.cache());
    out.endObject();
  }
}
