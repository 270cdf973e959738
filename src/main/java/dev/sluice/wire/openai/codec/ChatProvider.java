package dev.sluice.wire.openai.codec;

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

/** OpenAI's chat dialect as its providers speak it. */
public final class ChatProvider implements ProviderDialect {
  @Override
  public Carried write(CanonicalRequest request, Upstream upstream, Dropped dropped) {
    ChatTraits traits = ChatTraits.of(upstream.model());
    return new Sent(ChatRequestWriter.write(request, upstream.model(), traits, dropped));
  }

  @Override
  public boolean choices() {
    return true;
  }

  private record Sent(Buffer body) implements Carried {
    @Override
    public CanonicalAnswer answer(Buffer whole) {
      return ChatAnswerReader.read(whole);
    }

    @Override
    public StreamReader stream(int maxFrame, Consumer<StreamEvent> sink) {
      return new EventStreamReader(new ChatFrameReader(), maxFrame, sink);
    }
  }
}
