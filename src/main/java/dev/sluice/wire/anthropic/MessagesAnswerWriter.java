package dev.sluice.wire.anthropic;

import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.Choice;
import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Signatures;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a canonical answer, of which the dialect takes one choice, as a Messages answer. */
public final class MessagesAnswerWriter {
  private final JsonOut out = new JsonOut();

  private MessagesAnswerWriter() {}

  /** The body for the client. */
  public static Buffer write(CanonicalAnswer answer, MessagesShown shown) {
    return new MessagesAnswerWriter().answer(answer, shown);
  }

  private Buffer answer(CanonicalAnswer answer, MessagesShown shown) {
    Choice choice = answer.choices().getFirst();
    out.object()
        .member("id", shown.id(answer.id()))
        .member("type", "message")
        .member("role", "assistant")
        .member("model", shown.model(answer.model()))
        .key("content")
        .array();
    choice.parts().forEach(this::block);
    out.endArray().member("stop_reason", MessagesWords.finish(choice.finish()));
    if (choice.stopSequence() == null) {
      out.none("stop_sequence");
    } else {
      out.member("stop_sequence", choice.stopSequence());
    }
    Usage usage = answer.usage();
    out.key("usage");
    MessagesUsage.write(out, usage == null ? Usage.of(shown.inputEstimate(), 0) : usage);
    return out.endObject().toBuffer();
  }

  private void block(Part part) {
    switch (part) {
      case Part.Text text -> text(text.text(), text.citations());
      case Part.Refusal refusal -> text(refusal.text(), List.of());
      case Part.ToolCall call -> call(call);
      case Part.Reasoning thought -> thought(thought.text(), thought.signature());
      case Part.SealedReasoning sealed ->
          out.object()
              .member("type", "redacted_thinking")
              .member("data", sealed.data())
              .endObject();
      case Part.Audio audio -> text(audio.absence(), List.of());
      case Part.Image _, Part.Document _, Part.ToolResult _ -> {
        // The dialect's answers have no such blocks.
      }
    }
  }

  /** The dialect signs thoughts and no calls, so a signed call follows a thought. */
  private void call(Part.ToolCall call) {
    if (call.signature() != null) {
      thought("", Signatures.gemini(call.signature()));
    }
    out.object()
        .member("type", "tool_use")
        .member("id", call.id())
        .member("name", call.name())
        .key("input")
        .json(Json.objectOrRaw(call.arguments()))
        .endObject();
  }

  private void thought(String text, @Nullable String signature) {
    out.object()
        .member("type", "thinking")
        .member("thinking", text)
        .member("signature", signature == null ? "" : signature)
        .endObject();
  }

  private void text(String text, List<Citation> citations) {
    if (text.isEmpty()) {
      return;
    }
    out.object().member("type", "text").member("text", text);
    if (!citations.isEmpty()) {
      out.key("citations").array();
      citations.forEach(citation -> MessagesCitations.write(out, citation));
      out.endArray();
    }
    out.endObject();
  }
}
