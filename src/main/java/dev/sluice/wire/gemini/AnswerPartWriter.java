package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonOut;
import org.jspecify.annotations.Nullable;

/** Writes the parts of an answer. */
final class AnswerPartWriter {
  private AnswerPartWriter() {}

  static void write(JsonOut out, Part part) {
    switch (part) {
      case Part.Text text -> text(out, text.text(), false, null);
      case Part.Refusal refusal -> text(out, refusal.text(), false, null);
      case Part.Reasoning thought -> {
        String signature = thought.signature();
        String kept = signature == null ? null : ThoughtToken.kept(signature);
        text(out, thought.text(), true, kept);
      }
      case Part.SealedReasoning sealed ->
          text(out, "", true, ThoughtToken.keptSealed(sealed.data()));
      case Part.ToolCall call ->
          call(out, call.id(), call.name(), call.arguments(), call.signature());
      case Part.Image image -> made(out, image.source());
      case Part.Audio audio -> made(out, audio.source());
      case Part.Document _, Part.ToolResult _ -> {
        // No model says these.
      }
    }
  }

  /** Words, those of a thought or of the answer. */
  static void text(JsonOut out, String text, boolean thought, @Nullable String signature) {
    out.object().member("text", text);
    if (thought) {
      out.member("thought", true);
    }
    if (signature != null) {
      out.member("thoughtSignature", signature);
    }
    out.endObject();
  }

  /** A whole call. */
  static void call(
      JsonOut out, String id, String name, String arguments, @Nullable String signature) {
    out.object().key("functionCall").object().member("id", id).member("name", name);
    out.key("args").json(Json.objectOrRaw(arguments)).endObject();
    if (signature != null) {
      out.member("thoughtSignature", signature);
    }
    out.endObject();
  }

  private static void made(JsonOut out, Source source) {
    if (source instanceof Source.Inline inline) {
      out.object().key("inlineData").object().member("mimeType", inline.mediaType());
      out.key("data").quote();
      inline.data().write(out);
      out.endText().endObject().endObject();
    }
  }
}
