package dev.sluice.wire.anthropic;

import dev.sluice.wire.anthropic.MessagesRequestWriter.Written;
import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Carried;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.EventStreamReader;
import dev.sluice.wire.canonical.ProviderDialect;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamReader;
import dev.sluice.wire.canonical.Upstream;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/**
 * Anthropic's Messages API as its providers speak it.
 *
 * @param samples whether the provider's version of the API knows temperature, top-p and top-k
 */
public record MessagesDialect(boolean samples) implements ProviderDialect {
  @Override
  public Carried write(CanonicalRequest request, Upstream upstream, Dropped dropped) {
    MessagesTraits known =
        MessagesTraits.of(upstream.model(), upstream.capabilities().output());
    MessagesTraits traits = samples ? known : known.withoutSampling();
    return new Sent(MessagesRequestWriter.write(request, upstream.model(), traits, dropped));
  }

  private record Sent(Written written) implements Carried {
    @Override
    public Buffer body() {
      return written.body();
    }

    @Override
    public CanonicalAnswer answer(Buffer body) {
      return MessagesAnswerReader.read(body, written.back());
    }

    @Override
    public StreamReader stream(int maxFrame, Consumer<StreamEvent> sink) {
      return new EventStreamReader(new MessagesFrameReader(written.back()), maxFrame, sink);
    }
  }
}
