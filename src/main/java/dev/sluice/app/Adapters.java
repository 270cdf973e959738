package dev.sluice.app;

import dev.sluice.config.AnthropicConfig;
import dev.sluice.config.AzureConfig;
import dev.sluice.config.BedrockConfig;
import dev.sluice.config.CompatibleConfig;
import dev.sluice.config.ConnectedConfig;
import dev.sluice.config.EntraConfig;
import dev.sluice.config.GeminiConfig;
import dev.sluice.config.OllamaConfig;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.SimulatorConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.config.descriptor.Descriptor;
import dev.sluice.config.descriptor.EmbeddingsTraits;
import dev.sluice.model.Api;
import dev.sluice.model.Dialect;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.AdapterMaker;
import dev.sluice.provider.Authority;
import dev.sluice.provider.Manners;
import dev.sluice.provider.anthropic.AnthropicAdapter;
import dev.sluice.provider.anthropic.AnthropicManners;
import dev.sluice.provider.azure.AzureAdapter;
import dev.sluice.provider.azure.AzureManners;
import dev.sluice.provider.azure.EntraSource;
import dev.sluice.provider.azure.EntraTokens;
import dev.sluice.provider.bedrock.BedrockManners;
import dev.sluice.provider.compatible.CompatibleAdapter;
import dev.sluice.provider.compatible.CompatibleManners;
import dev.sluice.provider.gemini.GeminiManners;
import dev.sluice.provider.gemini.ServiceAccount;
import dev.sluice.provider.gemini.VertexToken;
import dev.sluice.provider.http.HttpAdapter;
import dev.sluice.provider.http.HttpClients;
import dev.sluice.provider.http.KeyMeters;
import dev.sluice.provider.ollama.OllamaManners;
import dev.sluice.provider.openai.OpenAiAdapter;
import dev.sluice.provider.openai.OpenAiManners;
import dev.sluice.provider.simulator.SimulatorAdapter;
import dev.sluice.provider.translation.Bounds;
import dev.sluice.provider.translation.EmbeddingAdapter;
import dev.sluice.provider.translation.Fetching;
import dev.sluice.provider.translation.MediaMeters;
import dev.sluice.provider.translation.Room;
import dev.sluice.provider.translation.TranslatingAdapter;
import dev.sluice.provider.vectors.VectorsAdapter;
import dev.sluice.provider.vectors.VectorsAdapter.Making;
import dev.sluice.wire.anthropic.MessagesClient;
import dev.sluice.wire.anthropic.MessagesDialect;
import dev.sluice.wire.bedrock.BedrockDialect;
import dev.sluice.wire.canonical.ClientDialect;
import dev.sluice.wire.canonical.ProviderDialect;
import dev.sluice.wire.embedding.BedrockEmbeddings;
import dev.sluice.wire.embedding.EmbedClient;
import dev.sluice.wire.embedding.EmbedProvider;
import dev.sluice.wire.embedding.GeminiEmbeddings;
import dev.sluice.wire.embedding.OpenAiEmbeddings;
import dev.sluice.wire.embedding.VertexEmbeddings;
import dev.sluice.wire.gemini.GeminiClient;
import dev.sluice.wire.gemini.GeminiDialect;
import dev.sluice.wire.ollama.OllamaDialect;
import dev.sluice.wire.ollama.OllamaEmbeddings;
import dev.sluice.wire.openai.codec.ChatClient;
import dev.sluice.wire.openai.codec.ChatProvider;
import dev.sluice.wire.openai.responses.codec.ResponsesClient;
import dev.sluice.wire.openai.responses.codec.ResponsesDialect;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Builds what reaches the configured providers. */
final class Adapters {
  private static final Map<Dialect, ClientDialect> CLIENTS =
      Map.of(
          Dialect.OPENAI_CHAT,
          new ChatClient(),
          Dialect.ANTHROPIC_MESSAGES,
          new MessagesClient(),
          Dialect.GEMINI,
          new GeminiClient(),
          Dialect.OPENAI_RESPONSES,
          new ResponsesClient());

  private static final Map<Dialect, EmbedClient> EMBEDDERS =
      Map.of(Dialect.OPENAI_CHAT, new OpenAiEmbeddings(), Dialect.GEMINI, new GeminiEmbeddings());

  private final KeyMeters keys;
  private final int errorBody;
  private final MediaMeters media;
  private final Bounds bounds;

  /**
   * The makers of a configuration's adapters.
   *
   * @param rooms the memory of the lane of a context
   */
  Adapters(SluiceConfig config, Function<Context, Room> rooms) {
    this.keys = new KeyMeters(keyed(config.providers()));
    this.errorBody = config.limits().errorBody();
    this.media = new MediaMeters();
    this.bounds =
        new Bounds(
            config.limits().frame(),
            config.limits().answer(),
            config.limits().choices(),
            new Fetching(config.media(), media, rooms));
  }

  private Adapters(Adapters like, Collection<ProviderConfig> providers) {
    this.keys = new KeyMeters(keyed(providers));
    this.errorBody = like.errorBody;
    this.media = like.media;
    this.bounds = like.bounds;
  }

  /** Makers for providers of another configuration, whose keys are counted by themselves. */
  Adapters beside(Collection<ProviderConfig> providers) {
    return new Adapters(this, providers);
  }

  /** Counts the states of the providers' keys. */
  KeyMeters keys() {
    return keys;
  }

  /** Counts what is fetched for providers that take bytes. */
  MediaMeters media() {
    return media;
  }

  /**
   * Makers of what reaches the enabled providers of a dialect, by the provider's name.
   *
   * @throws IllegalStateException when a provider cannot be reached as it says, for example for
   *     want of a file, with its name; their makers fail likewise
   */
  Map<String, AdapterMaker> of(Collection<ProviderConfig> providers, Dialect dialect) {
    Map<String, AdapterMaker> makers = new LinkedHashMap<>();
    for (ProviderConfig provider : providers) {
      if (provider.enabled() && provider.dialect() == dialect) {
        makers.put(provider.name(), named(provider));
      }
    }
    return makers;
  }

  /**
   * Counts the keys of this configuration from now on.
   *
   * @param next which made what reaches those of its providers that are new or have changed
   */
  void count(SluiceConfig config, Adapters next) {
    keys.adopt(keyed(config.providers()), next.keys);
  }

  /** Names of the providers that take keys. */
  private static List<String> keyed(Collection<ProviderConfig> providers) {
    return providers.stream()
        .filter(provider ->
            provider instanceof ConnectedConfig connected
                && provider.enabled()
                && !connected.connection().authorizations().isEmpty())
        .map(ProviderConfig::name)
        .toList();
  }

  /** A maker whose failures say whose they are. */
  private AdapterMaker named(ProviderConfig provider) {
    AdapterMaker maker = tell(provider, () -> maker(provider));
    return on -> tell(provider, () -> maker.make(on));
  }

  private static <T> T tell(ProviderConfig provider, Supplier<T> making) {
    try {
      return making.get();
    } catch (RuntimeException e) {
      String name = provider.name();
      throw new IllegalStateException("provider " + name + ": " + e.getMessage(), e);
    }
  }

  private AdapterMaker maker(ProviderConfig provider) {
    return switch (provider) {
      case AnthropicConfig anthropic -> anthropic(anthropic);
      case AzureConfig azure -> azure(azure);
      case BedrockConfig bedrock -> bedrock(bedrock);
      case CompatibleConfig compatible -> compatible(compatible);
      case GeminiConfig gemini -> gemini(gemini);
      case OllamaConfig ollama -> ollama(ollama);
      case OpenAiConfig openai -> openAi(openai);
      case SimulatorConfig simulator -> on -> chats(on, new SimulatorAdapter(on, simulator));
    };
  }

  /** Chats as the provider's API is asked for them, behind clients of every dialect. */
  private AdapterMaker openAi(OpenAiConfig config) {
    return on -> openAi(on, config, config.api(), OpenAiManners.ANY);
  }

  private Adapter openAi(Vertx on, ConnectedConfig config, Api api, Manners manners) {
    HttpAdapter reached = new HttpAdapter(on, config.connection(), errorBody, keys, manners);
    return asked(on, api, embeddings(on, EmbeddingsTraits.USUAL, reached));
  }

  /** A provider of OpenAI's API whose targets are asked by one of its dialects or the other. */
  private Adapter asked(Vertx on, Api api, Adapter connection) {
    Adapter responses =
        translating(on, Dialect.OPENAI_RESPONSES, new ResponsesDialect(), connection);
    return new OpenAiAdapter(api, connection, chats(on, connection), responses);
  }

  /** A provider of OpenAI's API before clients of every dialect. */
  private Adapter chats(Vertx on, Adapter connection) {
    return embedding(
        connection, translating(on, Dialect.OPENAI_CHAT, new ChatProvider(), connection));
  }

  /** Vectors of OpenAI's API before clients of every dialect, beside its chats. */
  private Adapter embedding(Adapter connection, Adapter chats) {
    return new EmbeddingAdapter(
        new EmbeddingAdapter.Terms(
            Dialect.OPENAI_CHAT,
            new OpenAiEmbeddings(),
            Map.of(Dialect.GEMINI, new GeminiEmbeddings()),
            _ -> Integer.MAX_VALUE,
            bounds,
            connection),
        chats);
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
      EmbedProvider embeds = vertex == null ? new GeminiEmbeddings() : new VertexEmbeddings();
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
        HttpClients.openUnpacking(on, config.connection()),
        InstantSource.system());
  }

  private AdapterMaker anthropic(AnthropicConfig config) {
    boolean samples = !config.version().equals(AnthropicConfig.VERSION_2026);
    return on ->
        new AnthropicAdapter(
            on,
            config,
            translating(
                on,
                config.dialect(),
                new MessagesDialect(samples),
                new HttpAdapter(
                    on, config.connection(), errorBody, keys, AnthropicManners.of(config))));
  }

  private AdapterMaker azure(AzureConfig config) {
    EntraConfig entra = config.entra();
    if (entra == null) {
      return on -> openAi(on, config, config.api(), AzureManners.of(config, null));
    }
    return on -> {
      EntraSource source = new EntraSource(on);
      EntraTokens tokens = new EntraTokens(entra, source, System::nanoTime);
      Manners manners = AzureManners.of(config, tokens);
      return new AzureAdapter(openAi(on, config, config.api(), manners), source);
    };
  }

  private AdapterMaker compatible(CompatibleConfig config) {
    Descriptor descriptor = config.descriptor();
    return on -> {
      HttpAdapter connection =
          new HttpAdapter(
              on,
              CompatibleManners.connection(config),
              errorBody,
              keys,
              CompatibleManners.of(config));
      Adapter vectors = embeddings(on, descriptor.embeddings(), connection);
      return asked(on, config.api(), new CompatibleAdapter(on, descriptor, vectors));
    };
  }

  private Adapter embeddings(Vertx on, EmbeddingsTraits traits, Adapter connection) {
    return new VectorsAdapter(
        on, new Making(traits.batch(), traits.base64(), bounds.answer()), connection);
  }

  private AdapterMaker bedrock(BedrockConfig config) {
    return on -> {
      Manners manners = BedrockManners.of(on, config, InstantSource.system());
      Adapter connection = new HttpAdapter(on, config.connection(), errorBody, keys, manners);
      return new EmbeddingAdapter(
          new EmbeddingAdapter.Terms(
              config.dialect(),
              new BedrockEmbeddings(),
              EMBEDDERS,
              BedrockEmbeddings::most,
              bounds,
              connection),
          translating(on, config.dialect(), new BedrockDialect(), connection));
    };
  }

  private AdapterMaker ollama(OllamaConfig config) {
    ProviderDialect dialect = new OllamaDialect(config.keepAlive(), config.context());
    EmbedProvider embeds = new OllamaEmbeddings(config.keepAlive());
    return on -> {
      Adapter connection =
          new HttpAdapter(on, config.connection(), errorBody, keys, OllamaManners.USUAL);
      return new EmbeddingAdapter(
          new EmbeddingAdapter.Terms(
              config.dialect(), embeds, EMBEDDERS, _ -> Integer.MAX_VALUE, bounds, connection),
          translating(on, config.dialect(), dialect, connection));
    };
  }
}
