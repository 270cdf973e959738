package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Carried;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.EventStreamReader;
import dev.sluice.wire.canonical.ProviderDialect;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamReader;
import dev.sluice.wire.canonical.Upstream;
import dev.sluice.wire.openai.codec.ChatTraits;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/** OpenAI's Responses dialect as its providers speak it. */
public final class ResponsesDialect implements ProviderDialect {
  @Override
  public Carried write(CanonicalRequest request, Upstream upstream, Dropped dropped) {
    boolean reasons = ChatTraits.of(upstream.model()).effort();
    return new Sent(ResponsesRequestWriter.write(request, upstream.model(), reasons, dropped));
  }

  private record Sent(Buffer body) implements Carried {
    @Override
    public CanonicalAnswer answer(Buffer body) {
      return ResponsesAnswerReader.read(body);
    }

    @Override
    public StreamReader stream(int maxFrame, Consumer<StreamEvent> sink) {
      return new EventStreamReader(new ResponsesFrameReader(), maxFrame, sink);
    }
  }
}
