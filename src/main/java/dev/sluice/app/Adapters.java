package dev.sluice.app;

import dev.sluice.config.AnthropicConfig;
import dev.sluice.config.ConnectedConfig;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.SimulatorConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Dialect;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.AdapterMaker;
import dev.sluice.provider.anthropic.AnthropicManners;
import dev.sluice.provider.http.HttpAdapter;
import dev.sluice.provider.http.KeyMeters;
import dev.sluice.provider.openai.OpenAiAdapter;
import dev.sluice.provider.openai.OpenAiManners;
import dev.sluice.provider.simulator.SimulatorAdapter;
import dev.sluice.provider.translation.Bounds;
import dev.sluice.provider.translation.TranslatingAdapter;
import dev.sluice.wire.anthropic.MessagesDialect;
import dev.sluice.wire.canonical.ClientDialect;
import dev.sluice.wire.canonical.ProviderDialect;
import dev.sluice.wire.openai.codec.ChatClient;
import dev.sluice.wire.openai.codec.ChatProvider;
import dev.sluice.wire.openai.responses.codec.ResponsesClient;
import dev.sluice.wire.openai.responses.codec.ResponsesDialect;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds what reaches the configured providers. */
final class Adapters {
  private static final Map<Dialect, ClientDialect> CLIENTS =
      Map.of(
          Dialect.OPENAI_CHAT, new ChatClient(), Dialect.OPENAI_RESPONSES, new ResponsesClient());

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
      case OpenAiConfig openai -> openAi(openai);
      case SimulatorConfig simulator -> on -> chats(on, new SimulatorAdapter(on, simulator));
    };
  }

  /** Chats as the provider's API is asked for them, behind clients of every dialect. */
  private AdapterMaker openAi(OpenAiConfig config) {
    return on -> {
      Adapter connection =
          new HttpAdapter(on, config.connection(), errorBody, keys, OpenAiManners.ANY);
      Adapter others =
          config.dialect() == Dialect.OPENAI_RESPONSES
              ? translating(on, config.dialect(), new ResponsesDialect(), connection)
              : chats(on, connection);
      return new OpenAiAdapter(config.api(), connection, others);
    };
  }

  /** A provider of OpenAI's chats before clients of every dialect. */
  private Adapter chats(Vertx on, Adapter connection) {
    return translating(on, Dialect.OPENAI_CHAT, new ChatProvider(), connection);
  }

  private Adapter translating(Vertx on, Dialect own, ProviderDialect provider, Adapter connection) {
    return new TranslatingAdapter(on, own, provider, CLIENTS, bounds, connection);
  }

  private AdapterMaker anthropic(AnthropicConfig config) {
    boolean samples = !config.version().equals(AnthropicConfig.VERSION_2026);
    return on ->
        translating(
            on,
            config.dialect(),
            new MessagesDialect(samples),
            new HttpAdapter(on, config.connection(), errorBody, keys, AnthropicManners.of(config)));
  }
}
