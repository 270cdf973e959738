package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.Choice;
import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Writes a canonical answer as a chat answer. */
public final class ChatAnswerWriter {
  private final JsonOut out = new JsonOut();

  private ChatAnswerWriter() {}

  /** The body for the client. */
  public static Buffer write(CanonicalAnswer answer, ChatShown shown) {
    return new ChatAnswerWriter().answer(answer, shown);
  }

  private Buffer answer(CanonicalAnswer answer, ChatShown shown) {
    out.object()
        .member("id", shown.id(answer.id()))
        .member("object", "chat.completion")
        .member("created", shown.created(answer.created()))
        .member("model", shown.model(answer.model()));
    out.key("choices").array();
    answer.choices().forEach(choice -> choice(choice, shown.id(answer.id())));
    out.endArray();
    if (answer.usage() != null) {
      out.key("usage");
      ChatUsage.write(out, answer.usage());
    }
    if (answer.tier() != null) {
      out.member("service_tier", OpenAiWords.tier(answer.tier()));
    }
    return out.endObject().toBuffer();
  }

  private void choice(Choice choice, String id) {
    out.object().member("index", choice.index()).key("message");
    message(choice.parts(), id);
    if (choice.logprobs() == null) {
      out.none("logprobs");
    } else {
      out.key("logprobs").json(choice.logprobs());
    }
    out.member("finish_reason", ChatWords.finish(choice.finish())).endObject();
  }

  private void message(List<Part> parts, String id) {
    StringBuilder text = new StringBuilder();
    StringBuilder refusal = new StringBuilder();
    StringBuilder thought = new StringBuilder();
    List<Part.ToolCall> calls = new ArrayList<>();
    boolean said = false;
    for (Part part : parts) {
      switch (part) {
        case Part.Text one -> {
          text.append(one.text());
          said = true;
        }
        case Part.Refusal one -> refusal.append(one.text());
        case Part.Reasoning one -> thought.append(one.text());
        case Part.ToolCall one -> calls.add(one);
        default -> {
          // A sealed thought has no text; nothing else is said by a model.
        }
      }
    }
    out.object().member("role", "assistant");
    orNone("content", text, said);
    orNone("refusal", refusal, !refusal.isEmpty());
    if (!thought.isEmpty()) {
      out.member("reasoning_content", thought.toString());
    }
    ChatThoughts.write(out, parts);
    ChatCalls.write(out, calls, true);
    ChatImages.write(out, parts);
    ChatAudio.write(out, parts, id);
    citations(parts);
    out.endObject();
  }

  private void orNone(String name, StringBuilder text, boolean given) {
    if (given) {
      out.member(name, text.toString());
    } else {
      out.none(name);
    }
  }

  private void citations(List<Part> parts) {
    boolean begun = false;
    int from = 0;
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        for (Citation citation : text.citations()) {
          if (citation.hasPage()) {
            if (!begun) {
              out.key("annotations").array();
            }
            begun = true;
            ChatCitations.write(out, citation, from, from + text.text().length());
          }
        }
        from += text.text().length();
      }
    }
    if (begun) {
      out.endArray();
    }
  }
}
