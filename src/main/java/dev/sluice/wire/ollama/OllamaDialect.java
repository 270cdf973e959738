package dev.sluice.wire.ollama;

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
import org.jspecify.annotations.Nullable;

/**
 * Ollama's own API as it is spoken to its servers.
 *
 * @param keepAlive how long a model stays loaded after a request, in Ollama's words; null for the
 *     server's default
 * @param context tokens of prompt and answer that a model is loaded with, 0 for the server's
 *     default
 */
public record OllamaDialect(@Nullable String keepAlive, int context) implements ProviderDialect {
  @Override
  public Carried write(CanonicalRequest request, Upstream upstream, Dropped dropped) {
    return new Sent(new OllamaRequestWriter(request, upstream, this, dropped).write());
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
    return stream ? "application/x-ndjson" : "application/json";
  }

  private record Sent(Buffer body) implements Carried {
    @Override
    public CanonicalAnswer answer(Buffer body) {
      return OllamaAnswerReader.read(body);
    }

    @Override
    public StreamReader stream(int maxFrame, Consumer<StreamEvent> sink) {
      return new OllamaStreamReader(maxFrame, sink);
    }
  }
}
