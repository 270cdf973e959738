package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Carried;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.ProviderDialect;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamReader;
import dev.sluice.wire.canonical.Upstream;
import dev.sluice.wire.gemini.GenerateRequestWriter.Written;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/** Google's Gemini API as its providers speak it. */
public record GeminiDialect() implements ProviderDialect {
  @Override
  public Carried write(CanonicalRequest request, Upstream upstream, Dropped dropped) {
    GeminiTraits traits = GeminiTraits.of(upstream.model());
    return new Sent(GenerateRequestWriter.write(request, traits, dropped));
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
  public boolean choices() {
    return true;
  }

  /** A stream may come as an array of JSON as well; its reader tells. */
  @Override
  public String media(boolean stream) {
    return stream ? "" : "application/json";
  }

  private record Sent(Written written) implements Carried {
    @Override
    public Buffer body() {
      return written.body();
    }

    @Override
    public CanonicalAnswer answer(Buffer body) {
      return GenerateAnswerReader.read(body, written.names());
    }

    @Override
    public StreamReader stream(int maxFrame, Consumer<StreamEvent> sink) {
      GenerateFrameReader frames = new GenerateFrameReader(written.names());
      return new GenerateStreamReader(frames, maxFrame, sink);
    }
  }
}
