package dev.sluice.wire.anthropic;

import dev.sluice.model.Failure;
import dev.sluice.wire.canonical.Asked;
import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.ClientDialect;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Shown;
import dev.sluice.wire.canonical.StreamWriter;
import io.vertx.core.buffer.Buffer;

/** Anthropic's Messages API as its clients speak it. */
public final class MessagesClient implements ClientDialect {
  @Override
  public Asked read(Buffer body, Shown shown, Dropped dropped) {
    return new Heard(
        MessagesRequestReader.read(body, dropped),
        new MessagesShown(
            shown.publicModel(),
            MessagesShown.PREFIX + shown.requestId(),
            shown.inputEstimate(),
            shown.requestId()));
  }

  private record Heard(CanonicalRequest request, MessagesShown shown) implements Asked {
    @Override
    public Buffer answer(CanonicalAnswer answer) {
      return MessagesAnswerWriter.write(answer, shown);
    }

    @Override
    public StreamWriter stream() {
      return new MessagesStreamWriter(shown);
    }

    @Override
    public Buffer failure(Failure failure) {
      return MessagesFailure.body(failure, shown.requestId());
    }
  }
}
