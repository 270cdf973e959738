package dev.sluice.provider.ollama;

import dev.sluice.bus.Attempt;
import dev.sluice.model.Endpoint;
import dev.sluice.provider.Manners;
import dev.sluice.wire.ollama.OllamaFailure;
import java.util.Map;

/** How Ollama is spoken to over HTTP. */
public final class OllamaManners {
  /** Those of any server. A key is sent where there is one: the hosted service wants it. */
  public static final Manners USUAL =
      new Manners(
          OllamaManners::path,
          "authorization",
          true,
          Map.of("accept", "application/x-ndjson, application/json"),
          OllamaFailure::of);

  private OllamaManners() {}

  private static String path(Attempt attempt) {
    return attempt.endpoint() == Endpoint.EMBEDDINGS ? "/api/embed" : "/api/chat";
  }
}
