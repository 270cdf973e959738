package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.ServiceTier;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** Writes a canonical request as one to generate content. */
public final class GenerateRequestWriter {
  private GenerateRequestWriter() {}

  /**
   * A request that is ready.
   *
   * @param body what to send; the model and whether it streams stand in the path
   * @param names the client's names of functions by those that were sent instead
   */
  public record Written(Buffer body, Map<String, String> names) {
    public Written {
      names = Map.copyOf(names);
    }
  }

  /**
   * The request for a model.
   *
   * <p>Throws {@link dev.sluice.model.FailureException} with a {@link
   * dev.sluice.model.Failure.BadRequest} when it cannot be carried.
   *
   * @param traits what that model takes
   * @param dropped told of what is left out
   */
  public static Written write(CanonicalRequest request, GeminiTraits traits, Dropped dropped) {
    JsonOut out = new JsonOut();
    GeminiNames names = new GeminiNames();
    out.object();
    new ContentsWriter(out, names, traits, dropped).write(request.messages());
    new FunctionsWriter(out, names, traits).write(request.tools());
    new SettingsWriter(out, traits, dropped).write(request);
    hints(request, dropped);
    return new Written(out.endObject().toBuffer(), names.renamed());
  }

  private static void hints(CanonicalRequest request, Dropped dropped) {
    if (request.user() != null) {
      dropped.drop("user", "no counterpart");
    }
    ServiceTier tier = request.tier();
    if (tier != null && tier != ServiceTier.AUTO && tier != ServiceTier.STANDARD) {
      dropped.drop("service_tier", "no counterpart");
    }
  }
}
