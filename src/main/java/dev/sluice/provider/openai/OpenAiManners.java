package dev.sluice.provider.openai;

import dev.sluice.bus.Attempt;
import dev.sluice.provider.Manners;
import dev.sluice.wire.openai.ProviderFailure;
import java.util.Map;

/** How OpenAI's API is spoken to over HTTP. */
public final class OpenAiManners {
  /** Those of any provider of it: a chat goes where the dialect of its body is understood. */
  public static final Manners ANY =
      new Manners(OpenAiManners::path, "authorization", true, Map.of(), ProviderFailure::of);

  private OpenAiManners() {}

  private static String path(Attempt attempt) {
    return Manners.asksResponse(attempt) ? Manners.RESPONSES : attempt.endpoint().path();
  }
}
