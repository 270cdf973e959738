package dev.sluice.app;

import dev.sluice.config.AnthropicConfig;
import dev.sluice.config.AzureConfig;
import dev.sluice.config.CompatibleConfig;
import dev.sluice.config.ConnectedConfig;
import dev.sluice.config.EntraConfig;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.SimulatorConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.config.descriptor.Descriptor;
import dev.sluice.config.descriptor.EmbeddingsTraits;
import dev.sluice.model.Dialect;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.AdapterMaker;
import dev.sluice.provider.Manners;
import dev.sluice.provider.anthropic.AnthropicManners;
import dev.sluice.provider.azure.AzureAdapter;
import dev.sluice.provider.azure.AzureManners;
import dev.sluice.provider.azure.EntraSource;
import dev.sluice.provider.azure.EntraTokens;
import dev.sluice.provider.compatible.CompatibleAdapter;
import dev.sluice.provider.compatible.CompatibleManners;
import dev.sluice.provider.embeddings.EmbeddingsAdapter;
import dev.sluice.provider.embeddings.EmbeddingsAdapter.Making;
import dev.sluice.provider.http.HttpAdapter;
import dev.sluice.provider.http.KeyMeters;
import dev.sluice.provider.simulator.SimulatorAdapter;
import dev.sluice.provider.translation.Bounds;
import dev.sluice.provider.translation.TranslatingAdapter;
import dev.sluice.wire.anthropic.MessagesDialect;
import dev.sluice.wire.canonical.ClientDialect;
import dev.sluice.wire.openai.codec.ChatClient;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds what reaches the configured providers. */
final class Adapters {
  private static final Map<Dialect, ClientDialect> CLIENTS =
      Map.of(Dialect.OPENAI_CHAT, new ChatClient());

  private final SluiceConfig config;
  private final KeyMeters keys;
  private final int errorBody;
  private final Bounds bounds;

  Adapters(SluiceConfig config) {
    this.config = config;
    this.keys = new KeyMeters(keyed(config));
    this.errorBody = config.limits().errorBody();
    this.bounds = new Bounds(config.limits().frame(), config.limits().answer());
  }

  /** Counts the states of the providers' keys. */
  KeyMeters keys() {
    return keys;
  }

  /** Makers of the enabled providers of a dialect, by the provider's name. */
  Map<String, AdapterMaker> of(Dialect dialect) {
    Map<String, AdapterMaker> makers = new LinkedHashMap<>();
    for (ProviderConfig provider : config.providers()) {
      if (provider.enabled() && provider.dialect() == dialect) {
        makers.put(provider.name(), maker(provider));
      }
    }
    return makers;
  }

  /** Names of the providers that take keys. */
  private static List<String> keyed(SluiceConfig config) {
    return config.providers().stream()
        .filter(provider ->
            provider instanceof ConnectedConfig connected
                && provider.enabled()
                && !connected.connection().authorizations().isEmpty())
        .map(ProviderConfig::name)
        .toList();
  }

  private AdapterMaker maker(ProviderConfig provider) {
    return switch (provider) {
      case AnthropicConfig anthropic -> anthropic(anthropic);
      case AzureConfig azure -> azure(azure);
      case CompatibleConfig compatible -> compatible(compatible);
      case OpenAiConfig openai ->
          on ->
              embeddings(
                  on,
                  EmbeddingsTraits.USUAL,
                  new HttpAdapter(on, openai.connection(), errorBody, keys));
      case SimulatorConfig simulator -> on -> new SimulatorAdapter(on, simulator);
    };
  }

  private AdapterMaker anthropic(AnthropicConfig config) {
    boolean samples = !config.version().equals(AnthropicConfig.VERSION_2026);
    return on ->
        new TranslatingAdapter(
            on,
            config.dialect(),
            new MessagesDialect(samples),
            CLIENTS,
            bounds,
            new HttpAdapter(on, config.connection(), errorBody, keys, AnthropicManners.of(config)));
  }

  private AdapterMaker azure(AzureConfig config) {
    EntraConfig entra = config.entra();
    if (entra == null) {
      return on -> openAi(on, config, AzureManners.of(config, null));
    }
    return on -> {
      EntraSource source = new EntraSource(on);
      EntraTokens tokens = new EntraTokens(entra, source, System::nanoTime);
      return new AzureAdapter(openAi(on, config, AzureManners.of(config, tokens)), source);
    };
  }

  private Adapter openAi(Vertx on, ConnectedConfig config, Manners manners) {
    return embeddings(
        on,
        EmbeddingsTraits.USUAL,
        new HttpAdapter(on, config.connection(), errorBody, keys, manners));
  }

  private AdapterMaker compatible(CompatibleConfig config) {
    Descriptor descriptor = config.descriptor();
    return on ->
        new CompatibleAdapter(
            on,
            descriptor,
            embeddings(
                on,
                descriptor.embeddings(),
                new HttpAdapter(
                    on,
                    CompatibleManners.connection(config),
                    errorBody,
                    keys,
                    CompatibleManners.of(config))));
  }

  private Adapter embeddings(Vertx on, EmbeddingsTraits traits, Adapter connection) {
    return new EmbeddingsAdapter(
        on, new Making(traits.batch(), traits.base64(), bounds.answer()), connection);
  }
}
