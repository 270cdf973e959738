package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.Choice;
import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a canonical answer as a whole response: of several choices the first. */
final class ResponsesAnswerWriter {
  private final ResponsesShown shown;
  private final JsonOut item = new JsonOut();
  private final List<byte[]> output = new ArrayList<>();
  private final List<byte[]> said = new ArrayList<>();
  private List<Json> logprobs = List.of();

  private ResponsesAnswerWriter(ResponsesShown shown) {
    this.shown = shown;
  }

  /** The body for the client. */
  static Buffer write(CanonicalAnswer answer, ResponsesShown shown) {
    return new ResponsesAnswerWriter(shown).answer(answer);
  }

  private Buffer answer(CanonicalAnswer answer) {
    Choice choice = answer.choices().getFirst();
    Json told = choice.logprobs() == null ? null : ResponsesLogprobs.array(choice.logprobs());
    logprobs = told == null ? List.of() : List.of(told);
    List<Part> parts = choice.parts();
    Finish finish = finish(choice);
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i + 1 == parts.size();
      part(parts.get(i), last ? ResponsesWords.status(finish) : ResponsesWords.COMPLETED);
    }
    close(ResponsesWords.status(finish));
    JsonOut out = new JsonOut();
    new ResponsesObject(shown, shown.model(answer.model()), shown.created(answer.created()))
        .ended(out, finish, output, answer.usage(), answer.tier());
    return out.toBuffer();
  }

  /** A refusal that was put in words is a complete answer. */
  private static Finish finish(Choice choice) {
    boolean refused = choice.parts().stream().anyMatch(Part.Refusal.class::isInstance);
    return refused && choice.finish() == Finish.REFUSAL ? Finish.END : choice.finish();
  }

  private void part(Part part, String status) {
    switch (part) {
      case Part.Text text -> text(text.text(), text.citations());
      case Part.Refusal refusal -> {
        ResponsesItems.refusal(item.clear(), refusal.text());
        said.add(item.toBytes());
      }
      case Part.ToolCall call -> {
        close(ResponsesWords.COMPLETED);
        String id = shown.item("fc_", output.size());
        ResponsesItems.call(item.clear(), id, status, call.id(), call.name(), call.arguments());
        output.add(item.toBytes());
      }
      case Part.Audio audio -> text(audio.absence(), List.of());
      case Part.Reasoning thought -> thought(thought.text(), thought.signature());
      case Part.SealedReasoning sealed -> thought("", Seals.sealed(sealed.data()));
      default -> {
        // Nothing else is said by a model.
      }
    }
  }

  private void text(String text, List<Citation> citations) {
    List<Citation> told = citations.stream().filter(Citation::hasPage).toList();
    ResponsesItems.text(item.clear(), text, told, logprobs);
    logprobs = List.of();
    said.add(item.toBytes());
  }

  private void thought(String text, @Nullable String encrypted) {
    close(ResponsesWords.COMPLETED);
    String id = shown.item("rs_", output.size());
    ResponsesItems.thought(item.clear(), id, text, !text.isEmpty(), encrypted);
    output.add(item.toBytes());
  }

  /** Ends the message at hand, if there is one. */
  private void close(String status) {
    if (!said.isEmpty()) {
      String id = shown.item("msg_", output.size());
      ResponsesItems.message(item.clear(), id, status, said);
      output.add(item.toBytes());
      said.clear();
    }
  }
}
