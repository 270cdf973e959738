package dev.sluice.config;

import dev.sluice.model.Dialect;
import dev.sluice.model.Timeouts;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider that speaks OpenAI's API.
 *
 * @param baseUrl for example {@code https://api.openai.com/v1}, without a slash at the end
 * @param apiKey empty for none
 * @param forwardAuthorization whether the client's own {@code authorization} is passed on
 * @param organization value of {@code openai-organization}, null for none
 * @param project value of {@code openai-project}, null for none
 * @param headers further headers of every request
 * @param pool connections
 * @param proxy null for none
 * @param tls how the provider's certificate is checked
 */
public record OpenAiConfig(
    String name,
    boolean enabled,
    URI baseUrl,
    Secret apiKey,
    boolean forwardAuthorization,
    @Nullable String organization,
    @Nullable String project,
    Map<String, Secret> headers,
    Timeouts timeouts,
    PoolConfig pool,
    @Nullable URI proxy,
    UpstreamTlsConfig tls,
    boolean discover,
    ProbeConfig probe)
    implements ProviderConfig {
  public OpenAiConfig {
    headers = Map.copyOf(headers);
  }

  @Override
  public Dialect dialect() {
    return Dialect.OPENAI_CHAT;
  }

  /** Headers of every request to the provider: credentials, account and configured ones. */
  public Map<String, String> requestHeaders() {
    Map<String, String> all = new LinkedHashMap<>();
    if (!apiKey.isEmpty()) {
      all.put("authorization", "Bearer " + apiKey.reveal());
    }
    if (organization != null) {
      all.put("openai-organization", organization);
    }
    if (project != null) {
      all.put("openai-project", project);
    }
    headers.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value.reveal()));
    return all;
  }
}
