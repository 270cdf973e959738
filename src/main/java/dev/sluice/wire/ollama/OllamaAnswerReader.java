package dev.sluice.wire.ollama;

import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.Choice;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole answer of {@code /api/chat} into canonical form. */
final class OllamaAnswerReader {
  private OllamaAnswerReader() {}

  /**
   * The answer. Throws {@link dev.sluice.model.FailureException} when it is none, or with what an
   * error in it stands for.
   */
  static CanonicalAnswer read(Buffer body) {
    Bytes bytes = Bytes.of(body);
    OllamaFragment said = new OllamaFragment();
    try {
      said.read(bytes.array(), bytes.from(), bytes.to());
    } catch (MalformedJson e) {
      throw said.reader().malformed(e, bytes.from());
    }
    if (!said.said) {
      throw said.reader().wrong("message", "must be given");
    }
    List<Part> parts = new ArrayList<>();
    if (!said.thinking.isEmpty()) {
      parts.add(new Part.Reasoning(said.thinking, null));
    }
    if (!said.content.isEmpty()) {
      parts.add(new Part.Text(said.content));
    }
    parts.addAll(said.calls);
    Choice choice = new Choice(0, parts, said.finish(!said.calls.isEmpty()), null, null);
    return new CanonicalAnswer("", said.model, said.created(), List.of(choice), said.usage(), null);
  }
}
