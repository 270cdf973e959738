package dev.sluice.wire.gemini;

import dev.sluice.model.Failure;
import dev.sluice.wire.canonical.Asked;
import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.ClientDialect;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Shown;
import dev.sluice.wire.canonical.StreamWriter;
import io.vertx.core.buffer.Buffer;

/** Google's Gemini dialect as clients speak it. */
public final class GeminiClient implements ClientDialect {
  @Override
  public Asked read(Buffer body, Shown shown, Dropped dropped) {
    return new Heard(
        GenerateRequestReader.read(body, shown.model(), shown.stream(), dropped),
        new GeminiShown(shown.publicModel(), shown.requestId()));
  }

  private record Heard(CanonicalRequest request, GeminiShown shown) implements Asked {
    @Override
    public Buffer answer(CanonicalAnswer answer) {
      return GenerateAnswerWriter.write(answer, shown);
    }

    @Override
    public StreamWriter stream() {
      return new GenerateStreamWriter(shown);
    }

    @Override
    public Buffer failure(Failure failure) {
      return GeminiFailure.body(failure);
    }
  }
}
