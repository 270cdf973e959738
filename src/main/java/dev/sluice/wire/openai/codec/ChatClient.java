package dev.sluice.wire.openai.codec;

import dev.sluice.model.Failure;
import dev.sluice.wire.canonical.Asked;
import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.ClientDialect;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Shown;
import dev.sluice.wire.canonical.StreamWriter;
import io.vertx.core.buffer.Buffer;

/** OpenAI's chat dialect as clients speak it. */
public final class ChatClient implements ClientDialect {
  @Override
  public Asked read(Buffer body, Shown shown, Dropped dropped) {
    return new Heard(
        ChatRequestReader.read(body, dropped),
        new ChatShown(shown.publicModel(), "chatcmpl-" + shown.requestId(), shown.now()));
  }

  private record Heard(CanonicalRequest request, ChatShown shown) implements Asked {
    @Override
    public Buffer answer(CanonicalAnswer answer) {
      return ChatAnswerWriter.write(answer, shown);
    }

    // Usage is always told: the pipeline reads it, and passes it on where the client asked for it.
    @Override
    public StreamWriter stream() {
      return new ChatStreamWriter(shown, true);
    }

    @Override
    public Buffer failure(Failure failure) {
      return ChatErrors.body(failure);
    }
  }
}
