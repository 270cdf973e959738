package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.json.JsonOut;
import java.util.List;

/** Writes thoughts with what their provider needs to know them again, for the way back. */
final class ChatThoughts {
  private ChatThoughts() {}

  /** The member, unless no thought has a signature. */
  static void write(JsonOut out, List<Part> parts) {
    if (parts.stream().noneMatch(ChatThoughts::signed)) {
      return;
    }
    out.key("thinking_blocks").array();
    for (Part part : parts) {
      switch (part) {
        case Part.Reasoning one when one.signature() != null ->
            signed(out, one.text(), one.signature());
        case Part.SealedReasoning one -> sealed(out, one.data());
        default -> {
          // No thought, or one that its provider does not want back.
        }
      }
    }
    out.endArray();
  }

  private static boolean signed(Part part) {
    return part instanceof Part.SealedReasoning
        || (part instanceof Part.Reasoning thought && thought.signature() != null);
  }

  static void signed(JsonOut out, String text, String signature) {
    out.object()
        .member("type", "thinking")
        .member("thinking", text)
        .member("signature", signature)
        .endObject();
  }

  static void sealed(JsonOut out, String data) {
    out.object().member("type", "redacted_thinking").member("data", data).endObject();
  }
}
