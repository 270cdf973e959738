package dev.sluice.wire.bedrock;

import dev.sluice.wire.bedrock.ConverseRequestWriter.Written;
import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Carried;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.ProviderDialect;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamReader;
import dev.sluice.wire.canonical.Upstream;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/** AWS Bedrock's Converse API as it is spoken to its providers, whatever model is behind it. */
public record BedrockDialect() implements ProviderDialect {
  @Override
  public Carried write(CanonicalRequest request, Upstream upstream, Dropped dropped) {
    ConverseTraits traits = ConverseTraits.of(upstream.model(), upstream.capabilities().output());
    return new Sent(ConverseRequestWriter.write(request, upstream.model(), traits, dropped));
  }

  @Override
  public boolean bytesOnly() {
    return true;
  }

  @Override
  public boolean callsAlone() {
    return false;
  }

  @Override
  public String media(boolean stream) {
    return stream ? "application/vnd.amazon.eventstream" : "application/json";
  }

  private record Sent(Written written) implements Carried {
    @Override
    public Buffer body() {
      return written.body();
    }

    @Override
    public CanonicalAnswer answer(Buffer body) {
      return ConverseAnswerReader.read(body, written.model(), written.back());
    }

    @Override
    public StreamReader stream(int maxFrame, Consumer<StreamEvent> sink) {
      return new ConverseStreamReader(written.model(), written.back(), maxFrame, sink);
    }
  }
}
