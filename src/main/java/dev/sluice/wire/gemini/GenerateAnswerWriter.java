package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.Choice;
import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Writes a canonical answer in the dialect. */
public final class GenerateAnswerWriter {
  private final JsonOut out = new JsonOut();

  private GenerateAnswerWriter() {}

  /** The body for the client. */
  public static Buffer write(CanonicalAnswer answer, GeminiShown shown) {
    return new GenerateAnswerWriter().answer(answer, shown);
  }

  private Buffer answer(CanonicalAnswer answer, GeminiShown shown) {
    out.object().key("candidates").array();
    answer.choices().forEach(this::choice);
    out.endArray();
    if (answer.usage() != null) {
      out.key("usageMetadata");
      GeminiUsage.write(out, answer.usage());
    }
    out.member("modelVersion", shown.model(answer.model()));
    return out.member("responseId", shown.id(answer.id())).endObject().toBuffer();
  }

  private void choice(Choice choice) {
    out.object().key("content").object().key("parts").array();
    for (Part part : choice.parts()) {
      AnswerPartWriter.write(out, part);
    }
    out.endArray().member("role", "model").endObject();
    out.member("finishReason", GeminiWords.finish(choice.finish()));
    out.member("index", choice.index());
    GeminiCitations.write(out, citations(choice));
    if (choice.logprobs() != null) {
      out.key("logprobsResult").json(GeminiLogprobs.own(choice.logprobs()));
    }
    out.endObject();
  }

  private static List<Citation> citations(Choice choice) {
    return choice.parts().stream()
        .filter(Part.Text.class::isInstance)
        .flatMap(part -> ((Part.Text) part).citations().stream())
        .toList();
  }
}
