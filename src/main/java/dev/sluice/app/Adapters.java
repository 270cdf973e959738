package dev.sluice.app;

import dev.sluice.config.AnthropicConfig;
import dev.sluice.config.ConnectedConfig;
import dev.sluice.config.GeminiConfig;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.SimulatorConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Dialect;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.AdapterMaker;
import dev.sluice.provider.Authority;
import dev.sluice.provider.Manners;
import dev.sluice.provider.anthropic.AnthropicManners;
import dev.sluice.provider.gemini.GeminiManners;
import dev.sluice.provider.gemini.ServiceAccount;
import dev.sluice.provider.gemini.VertexToken;
import dev.sluice.provider.http.HttpAdapter;
import dev.sluice.provider.http.HttpClients;
import dev.sluice.provider.http.KeyMeters;
import dev.sluice.provider.simulator.SimulatorAdapter;
import dev.sluice.provider.translation.Bounds;
import dev.sluice.provider.translation.EmbeddingAdapter;
import dev.sluice.provider.translation.TranslatingAdapter;
import dev.sluice.wire.anthropic.MessagesDialect;
import dev.sluice.wire.canonical.ClientDialect;
import dev.sluice.wire.canonical.ProviderDialect;
import dev.sluice.wire.embedding.EmbedDialect;
import dev.sluice.wire.embedding.GeminiEmbeddings;
import dev.sluice.wire.embedding.OpenAiEmbeddings;
import dev.sluice.wire.embedding.VertexEmbeddings;
import dev.sluice.wire.gemini.GeminiClient;
import dev.sluice.wire.gemini.GeminiDialect;
import dev.sluice.wire.openai.codec.ChatClient;
import dev.sluice.wire.openai.codec.ChatProvider;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds what reaches the configured providers. */
final class Adapters {
  private static final Map<Dialect, ClientDialect> CLIENTS =
      Map.of(Dialect.OPENAI_CHAT, new ChatClient(), Dialect.GEMINI, new GeminiClient());

  private static final Map<Dialect, EmbedDialect> EMBEDDERS =
      Map.of(Dialect.OPENAI_CHAT, new OpenAiEmbeddings(), Dialect.GEMINI, new GeminiEmbeddings());

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
      case GeminiConfig gemini -> gemini(gemini);
      case OpenAiConfig openai ->
          on -> chats(on, new HttpAdapter(on, openai.connection(), errorBody, keys));
      case SimulatorConfig simulator -> on -> chats(on, new SimulatorAdapter(on, simulator));
    };
  }

  /** A provider of OpenAI's API before clients of every dialect. */
  private Adapter chats(Vertx on, Adapter connection) {
    return new EmbeddingAdapter(
        new EmbeddingAdapter.Terms(
            Dialect.OPENAI_CHAT,
            new OpenAiEmbeddings(),
            Map.of(Dialect.GEMINI, new GeminiEmbeddings()),
            _ -> Integer.MAX_VALUE,
            bounds,
            connection),
        translating(on, Dialect.OPENAI_CHAT, new ChatProvider(), connection));
  }

  private Adapter translating(Vertx on, Dialect own, ProviderDialect provider, Adapter connection) {
    return new TranslatingAdapter(on, own, provider, CLIENTS, bounds, connection);
  }

  private AdapterMaker gemini(GeminiConfig config) {
    GeminiConfig.Vertex vertex = config.vertex();
    String file = vertex == null ? null : vertex.credentials();
    ServiceAccount account = file == null ? null : ServiceAccount.read(Path.of(file));
    return on -> {
      Manners manners =
          GeminiManners.of(config, account == null ? null : token(on, config, account));
      Adapter connection = new HttpAdapter(on, config.connection(), errorBody, keys, manners);
      EmbedDialect embeds = vertex == null ? new GeminiEmbeddings() : new VertexEmbeddings();
      return new EmbeddingAdapter(
          new EmbeddingAdapter.Terms(
              Dialect.GEMINI, embeds, EMBEDDERS, config::textsAtOnce, bounds, connection),
          translating(on, Dialect.GEMINI, new GeminiDialect(), connection));
    };
  }

  /** The lane's context closes the client that fetches tokens when the lane is taken down. */
  private static Authority token(Vertx on, GeminiConfig config, ServiceAccount account) {
    return new VertexToken(
        on,
        config.name(),
        account,
        HttpClients.open(on, config.connection()),
        InstantSource.system());
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
}
