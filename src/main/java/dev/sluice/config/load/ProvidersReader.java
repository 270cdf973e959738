package dev.sluice.config.load;

import static dev.sluice.config.load.Values.duration;
import static dev.sluice.config.load.Values.number;
import static dev.sluice.config.load.Values.on;
import static dev.sluice.config.load.Values.whole;
import static dev.sluice.config.load.Values.wholeLong;

import dev.sluice.config.AnthropicConfig;
import dev.sluice.config.AzureConfig;
import dev.sluice.config.BedrockConfig;
import dev.sluice.config.CompatibleConfig;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.EntraConfig;
import dev.sluice.config.GeminiConfig;
import dev.sluice.config.OllamaConfig;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.PoolConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.Rules;
import dev.sluice.config.Secret;
import dev.sluice.config.SimulatorConfig;
import dev.sluice.config.SimulatorConfig.Faults;
import dev.sluice.config.UpstreamTlsConfig;
import dev.sluice.config.descriptor.Descriptor;
import dev.sluice.config.descriptor.KeyPlace;
import dev.sluice.model.Api;
import dev.sluice.model.Caps;
import dev.sluice.model.Timeouts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one provider. */
final class ProvidersReader {
  /** Base URL of a provider that is disabled because its own is not set. */
  private static final URI UNSET = URI.create("http://unset.invalid");

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration DAY = Duration.ofDays(1);

  private ProvidersReader() {}

  /** The provider, null after problems were told. */
  static @Nullable ProviderConfig read(String name, Section section) {
    String type = section.text("type", "");
    return switch (type) {
      case "anthropic" -> anthropic(name, section);
      case "azure" -> azure(name, section);
      case "bedrock" -> bedrock(name, section);
      case "compatible" -> compatible(name, section);
      case "gemini" -> gemini(name, section);
      case "ollama" -> ollama(name, section);
      case "openai" -> openAi(name, section);
      case "simulator" -> simulator(name, section);
      default -> {
        section.problem(
            "type",
            "must be anthropic, azure, bedrock, compatible, gemini, ollama, openai or simulator");
        yield null;
      }
    };
  }

  /** A connection like any other, but for the words that are the dialect's own. */
  private static @Nullable AnthropicConfig anthropic(String name, Section section) {
    String version = section.text("version", AnthropicConfig.VERSION_2023);
    boolean bearer = on(section, "bearer", version.equals(AnthropicConfig.VERSION_2026));
    List<String> betas = section.texts("betas");
    ConnectionConfig connection = connection(name, section, "none");
    return connection == null
        ? null
        : section.build(() -> new AnthropicConfig(connection, version, bearer, betas));
  }

  /** AI Studio, or Vertex where a project is named; both are found without a base URL. */
  private static @Nullable GeminiConfig gemini(String name, Section section) {
    String project = section.text("project");
    String location = section.text("location", "global");
    String credentials = section.text("credentials");
    GeminiConfig.Vertex vertex =
        project == null
            ? null
            : section.check(() -> new GeminiConfig.Vertex(project, location, credentials));
    if (project == null && (section.given("location") || credentials != null)) {
      section.problem("project", "must be given beside location and credentials");
    }
    String usual = vertex == null ? GeminiConfig.BETA : GeminiConfig.FIRST;
    String version = section.text("version", usual);
    URI base = URI.create(vertex == null ? GeminiConfig.AI_STUDIO : vertex.baseUrl());
    ConnectionConfig connection = connection(name, section, "none", base, true);
    return connection == null
        ? null
        : section.build(() -> new GeminiConfig(connection, version, vertex));
  }

  private static @Nullable BedrockConfig bedrock(String name, Section section) {
    return BedrockReader.read(
        section,
        start -> connection(name, section, "none", start.base(), start.key(), start.complete()));
  }

  private static @Nullable OllamaConfig ollama(String name, Section section) {
    String keepAlive = section.text("keep_alive");
    int context = whole(section, "num_ctx", 0);
    ConnectionConfig connection =
        connection(name, section, "/api/version", OllamaConfig.USUAL, null, null);
    return connection == null
        ? null
        : section.build(() -> new OllamaConfig(connection, keepAlive, context));
  }

  private static @Nullable OpenAiConfig openAi(String name, Section section) {
    Api api = Values.choice(section, "api", Api::id, Api.CHAT);
    ConnectionConfig connection = connection(name, section, "models");
    return connection == null ? null : new OpenAiConfig(connection, api);
  }

  private static @Nullable CompatibleConfig compatible(String name, Section section) {
    Api api = Values.choice(section, "api", Api::id, Api.CHAT);
    Descriptor descriptor = Descriptors.of(name, section);
    boolean listed = descriptor.listing() && descriptor.key() instanceof KeyPlace.Header;
    ConnectionConfig connection =
        connection(name, section, listed ? "models" : "none", descriptor.baseUrl(), true);
    return connection == null
        ? null
        : section.build(() -> new CompatibleConfig(connection, descriptor, api));
  }

  private static @Nullable AzureConfig azure(String name, Section section) {
    Api api = AzureSettings.api(section);
    boolean deployments = AzureSettings.deployments(section);
    String version = section.text("api_version");
    Section own = section.section("entra");
    boolean complete = !AzureSettings.unset(own);
    EntraConfig entra = AzureSettings.entra(own);
    ConnectionConfig connection = connection(name, section, "none", null, complete);
    return connection == null
        ? null
        : section.build(() -> new AzureConfig(connection, deployments, version, entra, api));
  }

  private static @Nullable ConnectionConfig connection(
      String name, Section section, String health) {
    return connection(name, section, health, null, true);
  }

  /**
   * How a provider is reached.
   *
   * @param usual its base URL where none is given, null when one has to be
   * @param ready whether all else that it needs is there
   */
  private static @Nullable ConnectionConfig connection(
      String name, Section section, String health, @Nullable URI usual, boolean ready) {
    if (!section.given("base_url") && usual == null) {
      section.problem("base_url", "must be given, for example https://api.openai.com/v1");
    }
    return connection(name, section, health, usual, null, ready ? null : Boolean.FALSE);
  }

  /**
   * A connection whose provider has a usual address.
   *
   * @param usual base URL where none is given, null for none
   * @param further a key that is not in the section, null for none
   * @param known whether it is known who asks, null when keys alone say so
   */
  private static @Nullable ConnectionConfig connection(
      String name,
      Section section,
      String health,
      @Nullable URI usual,
      @Nullable Secret further,
      @Nullable Boolean known) {
    URI given = Values.url(section, "base_url");
    URI baseUrl = section.given("base_url") ? given : usual;
    List<Secret> keys = further == null ? keys(section) : List.of(further);
    boolean keyed = section.given("api_key") || section.given("api_keys");
    boolean ready = known == null ? !(keyed && keys.isEmpty()) : known;
    boolean complete = baseUrl != null && ready;
    Map<String, Secret> headers = headers(section.section("headers"));
    Timeouts timeouts = timeouts(section.section("timeouts"));
    PoolConfig pool = pool(section.section("pool"));
    UpstreamTlsConfig tls = tls(section.section("tls"));
    Caps caps = TargetReader.caps(section);
    return section.build(() ->
        new ConnectionConfig(
            name,
            on(section, "enabled", true) && complete,
            baseUrl == null ? UNSET : baseUrl,
            keys,
            on(section, "forward_authorization", false),
            section.text("organization"),
            section.text("project"),
            headers,
            timeouts,
            pool,
            Values.url(section, "proxy"),
            tls,
            on(section, "discover", false),
            probe(section.text("health", health)),
            caps));
  }

  private static List<Secret> keys(Section section) {
    List<Secret> keys = new ArrayList<>();
    String single = section.text("api_key");
    if (single != null) {
      keys.add(new Secret(single));
    }
    for (Item item : section.items("api_keys")) {
      for (Secret key : keys(item.text()).toList()) {
        if (ConnectionConfig.isKey(key)) {
          keys.add(key);
        } else {
          item.problem(ConnectionConfig.VALUE_RULE);
        }
      }
    }
    return keys.stream().distinct().toList();
  }

  /** The keys of a text: one, or several with commas. */
  static Stream<Secret> keys(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(key -> !key.isEmpty())
        .distinct()
        .map(Secret::new);
  }

  private static Map<String, Secret> headers(Section section) {
    Map<String, Secret> headers = new LinkedHashMap<>();
    section.texts().forEach((name, value) -> headers.put(name, new Secret(value)));
    return headers;
  }

  private static ProbeConfig probe(String text) {
    return switch (text) {
      case "models" -> new ProbeConfig.Models();
      case "completion" -> new ProbeConfig.Completion();
      case "none" -> new ProbeConfig.None();
      default -> new ProbeConfig.Path(text);
    };
  }

  /** A shorter whole shortens the defaults of its parts. */
  private static Timeouts timeouts(Section section) {
    Duration whole = duration(section, "whole", Timeouts.defaults().whole());
    Timeouts otherwise = Timeouts.defaults().within(whole);
    return section.build(
        () -> {
          Timeouts timeouts =
              new Timeouts(
                  duration(section, "connect", otherwise.connect()),
                  duration(section, "first_byte", otherwise.firstByte()),
                  duration(section, "between_bytes", otherwise.betweenBytes()),
                  whole);
          new Rules()
              .within("connect", timeouts.connect(), MILLI, whole)
              .within("first_byte", timeouts.firstByte(), MILLI, whole)
              .within("between_bytes", timeouts.betweenBytes(), MILLI, whole)
              .within("whole", whole, MILLI, DAY)
              .enforce();
          return timeouts;
        },
        Timeouts.defaults());
  }

  private static PoolConfig pool(Section section) {
    PoolConfig otherwise = PoolConfig.defaults();
    return section.build(
        () ->
            new PoolConfig(
                whole(section, "connections", otherwise.connections()),
                whole(section, "queue", otherwise.queue()),
                duration(section, "idle", otherwise.idle()),
                on(section, "http2", otherwise.http2())),
        otherwise);
  }

  /** How the other side's certificate is checked. */
  static UpstreamTlsConfig tls(Section section) {
    return section.build(
        () ->
            new UpstreamTlsConfig(
                on(section, "verify", true),
                section.text("authorities"),
                section.text("certificate"),
                section.text("key")),
        UpstreamTlsConfig.defaults());
  }

  private static @Nullable SimulatorConfig simulator(String name, Section section) {
    Faults faults = faults(section.section("faults"));
    SimulatorConfig otherwise = SimulatorConfig.named("simulator");
    Caps caps = TargetReader.caps(section);
    return section.build(() ->
        new SimulatorConfig(
            name,
            on(section, "enabled", true),
            wholeLong(section, "seed", otherwise.seed()),
            duration(section, "first_token", otherwise.firstToken()),
            number(section, "pace", otherwise.pace()),
            whole(section, "length", otherwise.length()),
            number(section, "jitter", otherwise.jitter()),
            faults,
            otherwise.timeouts(),
            caps));
  }

  private static Faults faults(Section section) {
    Faults otherwise = Faults.none();
    return section.build(
        () ->
            new Faults(
                number(section, "throttled", 0),
                number(section, "error", 0),
                number(section, "reset", 0),
                number(section, "stall", 0),
                number(section, "cut", 0),
                duration(section, "retry_after", otherwise.retryAfter())),
        otherwise);
  }
}
