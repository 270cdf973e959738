package dev.sluice.app;

import dev.sluice.config.AnthropicConfig;
import dev.sluice.config.BedrockConfig;
import dev.sluice.config.ConnectedConfig;
import dev.sluice.config.OllamaConfig;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.SimulatorConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Dialect;
import dev.sluice.provider.AdapterMaker;
import dev.sluice.provider.anthropic.AnthropicManners;
import dev.sluice.provider.bedrock.BedrockManners;
import dev.sluice.provider.http.HttpAdapter;
import dev.sluice.provider.http.KeyMeters;
import dev.sluice.provider.ollama.OllamaManners;
import dev.sluice.provider.simulator.SimulatorAdapter;
import dev.sluice.provider.translation.Bounds;
import dev.sluice.provider.translation.Fetching;
import dev.sluice.provider.translation.MediaMeters;
import dev.sluice.provider.translation.TranslatingAdapter;
import dev.sluice.wire.anthropic.MessagesDialect;
import dev.sluice.wire.bedrock.BedrockDialect;
import dev.sluice.wire.canonical.ClientDialect;
import dev.sluice.wire.ollama.OllamaDialect;
import dev.sluice.wire.openai.codec.ChatClient;
import java.time.InstantSource;
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
  private final MediaMeters media = new MediaMeters();
  private final Bounds bounds;

  Adapters(SluiceConfig config) {
    this.config = config;
    this.keys = new KeyMeters(keyed(config));
    this.errorBody = config.limits().errorBody();
    this.bounds =
        new Bounds(
            config.limits().frame(),
            config.limits().answer(),
            config.limits().choices(),
            new Fetching(config.media(), media));
  }

  /** Counts the states of the providers' keys. */
  KeyMeters keys() {
    return keys;
  }

  /** Counts what is fetched for providers that take bytes. */
  MediaMeters media() {
    return media;
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
      case BedrockConfig bedrock -> bedrock(bedrock);
      case OllamaConfig ollama -> ollama(ollama);
      case OpenAiConfig openai -> on -> new HttpAdapter(on, openai.connection(), errorBody, keys);
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

  private AdapterMaker bedrock(BedrockConfig config) {
    return on ->
        new TranslatingAdapter(
            on,
            config.dialect(),
            new BedrockDialect(),
            CLIENTS,
            bounds,
            new HttpAdapter(
                on,
                config.connection(),
                errorBody,
                keys,
                BedrockManners.of(on, config, InstantSource.system())));
  }

  private AdapterMaker ollama(OllamaConfig config) {
    return on ->
        new TranslatingAdapter(
            on,
            config.dialect(),
            new OllamaDialect(config.keepAlive(), config.context()),
            CLIENTS,
            bounds,
            new HttpAdapter(on, config.connection(), errorBody, keys, OllamaManners.USUAL));
  }
}
