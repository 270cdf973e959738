package dev.sluice.config;

import dev.sluice.model.Dialect;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A provider that speaks Ollama's own API.
 *
 * @param connection how it is reached; its base URL has no {@code /v1}
 * @param keepAlive how long a model stays loaded after a request, in Ollama's words, for example
 *     {@code 10m} or {@code -1}; null for the server's default
 * @param context tokens of prompt and answer that a model is loaded with, 0 for the server's
 *     default
 */
public record OllamaConfig(ConnectionConfig connection, @Nullable String keepAlive, int context)
    implements ConnectedConfig {
  /** Where a server listens unless it is told otherwise. */
  public static final URI USUAL = URI.create("http://127.0.0.1:11434");

  private static final Pattern KEEP = Pattern.compile("-?[0-9]{1,9}|([0-9]{1,9}(ms|s|m|h))+");
  private static final int MOST = 10_000_000;

  public OllamaConfig {
    new Rules()
        .require(
            keepAlive == null || KEEP.matcher(keepAlive).matches(),
            "keep_alive",
            "must be a time such as 10m, seconds, or -1 for ever")
        .within("num_ctx", context, 0, MOST)
        .require(
            !connection.baseUrl().getRawPath().endsWith("/v1"),
            "base_url",
            "must not end in /v1, where Ollama speaks OpenAI's dialect: that is type openai")
        .enforce();
  }

  @Override
  public Dialect dialect() {
    return Dialect.OLLAMA;
  }
}
