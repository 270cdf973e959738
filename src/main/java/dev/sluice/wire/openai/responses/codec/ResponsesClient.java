package dev.sluice.wire.openai.responses.codec;

import dev.sluice.model.Failure;
import dev.sluice.wire.canonical.Asked;
import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.ClientDialect;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Shown;
import dev.sluice.wire.canonical.StreamWriter;
import dev.sluice.wire.openai.codec.ChatErrors;
import io.vertx.core.buffer.Buffer;

/** OpenAI's Responses dialect as clients speak it to a gateway that stores nothing. */
public final class ResponsesClient implements ClientDialect {
  @Override
  public Asked read(Buffer body, Shown shown, Dropped dropped) {
    ResponsesRequestReader.Read read = ResponsesRequestReader.echoed(body, dropped);
    return new Heard(read.request(), new ResponsesShown(shown, read.echo()));
  }

  private record Heard(CanonicalRequest request, ResponsesShown shown) implements Asked {
    @Override
    public Buffer answer(CanonicalAnswer answer) {
      return ResponsesAnswerWriter.write(answer, shown);
    }

    @Override
    public StreamWriter stream() {
      return new ResponsesStreamWriter(shown);
    }

    @Override
    public Buffer failure(Failure failure) {
      return ChatErrors.body(failure);
    }
  }
}
