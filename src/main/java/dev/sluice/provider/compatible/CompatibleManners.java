package dev.sluice.provider.compatible;

import dev.sluice.config.CompatibleConfig;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.descriptor.Descriptor;
import dev.sluice.config.descriptor.KeyPlace;
import dev.sluice.model.Endpoint;
import dev.sluice.provider.Manners;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** How a compatible server is spoken to over HTTP. */
public final class CompatibleManners {
  private static final KeyPlace.Header USUAL = new KeyPlace.Header("authorization", true);

  private CompatibleManners() {}

  /** Those of a provider as it is configured. */
  public static Manners of(CompatibleConfig config) {
    Descriptor descriptor = config.descriptor();
    KeyPlace.Header header = descriptor.key() instanceof KeyPlace.Header own ? own : USUAL;
    Map<Endpoint, String> paths = paths(config);
    String responses = path(Manners.RESPONSES, config);
    return new Manners(
        attempt ->
            Manners.asksResponse(attempt)
                ? responses
                : paths.getOrDefault(attempt.endpoint(), attempt.endpoint().path()),
        header.name(),
        header.bearer(),
        descriptor.headers(),
        new ErrorMap(descriptor));
  }

  /** How the provider is reached: without the keys where they stand in the query. */
  public static ConnectionConfig connection(CompatibleConfig config) {
    return config.descriptor().key() instanceof KeyPlace.Query
        ? config.connection().withoutKeys()
        : config.connection();
  }

  private static Map<Endpoint, String> paths(CompatibleConfig config) {
    Map<Endpoint, String> paths = new EnumMap<>(Endpoint.class);
    config
        .descriptor()
        .paths()
        .forEach((endpoint, path) -> paths.put(endpoint, path(path, config)));
    return paths;
  }

  private static String path(String path, CompatibleConfig config) {
    if (!(config.descriptor().key() instanceof KeyPlace.Query query)
        || config.connection().keys().isEmpty()) {
      return path;
    }
    String key = URLEncoder.encode(config.connection().apiKey().reveal(), StandardCharsets.UTF_8);
    return path + (path.indexOf('?') < 0 ? '?' : '&') + query.name() + '=' + key;
  }
}
