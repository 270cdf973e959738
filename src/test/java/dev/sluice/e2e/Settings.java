package dev.sluice.e2e;

import dev.sluice.config.AnthropicConfig;
import dev.sluice.config.BreakerConfig;
import dev.sluice.config.ClusterConfig;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.DecisionsConfig;
import dev.sluice.config.FailoverConfig;
import dev.sluice.config.HealthConfig;
import dev.sluice.config.KnownModels;
import dev.sluice.config.LeasesConfig;
import dev.sluice.config.LimitsConfig;
import dev.sluice.config.MediaConfig;
import dev.sluice.config.ModelDefaults;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.PassingConfig;
import dev.sluice.config.PoolConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.ReloadConfig;
import dev.sluice.config.Secret;
import dev.sluice.config.ServerConfig;
import dev.sluice.config.SimulatorConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.config.StreamConfig;
import dev.sluice.config.UpstreamTlsConfig;
import dev.sluice.model.Caps;
import dev.sluice.model.Model;
import dev.sluice.model.Policy;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Targets;
import dev.sluice.model.Timeouts;
import dev.sluice.pipeline.FirstTokenBound;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Settings of a gateway under test: one lane with one place, so that a place that is not given back
 * is missed at once, quick retries, and no probes. Changes are given as names of a record's
 * components, each followed by its value.
 */
final class Settings {
  static final String MODEL = "chat";

  private final List<ProviderConfig> providers = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<Model> models = new ArrayList<>();
  private Timeouts timeouts =
      new Timeouts(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20));
  private ServerConfig server =
      with(
          ServerConfig.defaults(),
          "host",
          "127.0.0.1",
          "port",
          0,
          "lanes",
          1,
          "drain",
          Duration.ofSeconds(2));
  private LimitsConfig limits = with(LimitsConfig.defaults(), "exchanges", 1, "queue", 0);
  private FailoverConfig failover =
      with(
          FailoverConfig.defaults(),
          "backoff",
          Duration.ofMillis(2),
          "backoffMax",
          Duration.ofMillis(10));
  private BreakerConfig breaker = BreakerConfig.defaults();
  private StreamConfig stream = StreamConfig.defaults();
  private HealthConfig health = with(HealthConfig.defaults(), "enabled", false);
  private Policy policy = Policy.DEFAULT;
  private Caps caps = Caps.NONE;
  private LeasesConfig leases = LeasesConfig.defaults();
  private MediaConfig media = MediaConfig.defaults();
  private PassingConfig passing = PassingConfig.defaults();
  private FirstTokenBound firstToken = FirstTokenBound.UNKNOWN;

  Settings server(Object... changes) {
    server = with(server, changes);
    return this;
  }

  Settings limits(Object... changes) {
    limits = with(limits, changes);
    return this;
  }

  Settings failover(Object... changes) {
    failover = with(failover, changes);
    return this;
  }

  Settings breaker(Object... changes) {
    breaker = with(breaker, changes);
    return this;
  }

  /** Providers are asked for their models, and their targets judged by that. */
  Settings probed(Object... changes) {
    health = with(HealthConfig.defaults(), changes);
    return this;
  }

  Settings heartbeat(long millis) {
    stream = new StreamConfig(Duration.ofMillis(millis));
    return this;
  }

  /** How the model chooses, and what it does when things go wrong. */
  Settings policy(Object... changes) {
    policy = with(policy, changes);
    return this;
  }

  /** What the model does about failed attempts. */
  Settings rules(Object... changes) {
    return policy("failover", with(policy.failover(), changes));
  }

  /** When a first token is late. */
  Settings late(long millis) {
    firstToken = (_, _) -> Duration.ofMillis(millis).toNanos();
    return this;
  }

  /** What is passed on as it is. */
  Settings passing(Object... changes) {
    passing = with(passing, changes);
    return this;
  }

  FirstTokenBound firstToken() {
    return firstToken;
  }

  /** Time bounds of the targets that are added from here on. */
  Settings timeouts(Object... changes) {
    timeouts = with(timeouts, changes);
    return this;
  }

  /** Adds a target of the model, of lower priority than those before unless changed. */
  Settings target(String name, ScriptedProvider provider, Object... changes) {
    return target(name, provider.port(), changes);
  }

  /** As above, for whatever listens on the port of loopback. */
  Settings target(String name, int port, Object... changes) {
    provider(name, port, caps);
    int priority = targets.size() + 1;
    targets.add(with(target(name, priority), changes));
    return this;
  }

  /** As above, for a provider that speaks Anthropic's dialect. */
  Settings anthropic(String name, ScriptedProvider provider, Object... changes) {
    return speaking(
        name,
        provider,
        connection -> new AnthropicConfig(connection, AnthropicConfig.VERSION_2023, false),
        "claude-sonnet-4-5",
        changes);
  }

  /**
   * Adds a provider of any dialect, whose base URL has no path, as the next in line.
   *
   * @param as makes its settings from how it is reached
   * @param upstream its name of the model
   */
  Settings speaking(
      String name,
      ScriptedProvider provider,
      Function<ConnectionConfig, ProviderConfig> as,
      String upstream,
      Object... changes) {
    ConnectionConfig reached =
        with(
            connection(name, provider.port(), caps),
            "baseUrl",
            URI.create("http://127.0.0.1:" + provider.port()));
    ProviderConfig made = as.apply(reached);
    providers.add(made);
    Target target =
        with(
            target(name, targets.size() + 1),
            "dialect",
            made.dialect(),
            "api",
            made.api(),
            "upstream",
            upstream);
    targets.add(with(target, changes));
    return this;
  }

  /** A gateway whose only target answers by itself, at once. */
  static Settings simulated() {
    Settings settings = new Settings();
    SimulatorConfig made =
        with(SimulatorConfig.named("sim"), "firstToken", Duration.ZERO, "pace", 0.0, "length", 8);
    settings.providers.add(made);
    settings.targets.add(with(settings.target("sim", 1), "dialect", made.dialect()));
    return settings;
  }

  /** Adds a model with one target, changed so. */
  Settings model(String model, ScriptedProvider provider, Object... changes) {
    provider(model, provider.port(), Caps.NONE);
    Target target = with(target(model, 1), changes);
    models.add(new Model(model, Strategy.WEIGHTED, List.of(target)));
    return this;
  }

  /** Adds a model of any name with a target at a provider that listens on the port. */
  Settings named(String model, String provider, int port) {
    provider(provider, port, Caps.NONE);
    models.add(new Model(model, Strategy.WEIGHTED, List.of(target(provider, 1))));
    return this;
  }

  /** Caps of the providers that are added from here on. */
  Settings caps(Caps next) {
    caps = next;
    return this;
  }

  /** How caps are shared. */
  Settings leases(LeasesConfig next) {
    leases = next;
    return this;
  }

  /** How what stands behind addresses is fetched. */
  Settings media(Object... changes) {
    media = with(media, changes);
    return this;
  }

  private void provider(String name, int port, Caps own) {
    providers.add(new OpenAiConfig(connection(name, port, own)));
  }

  private ConnectionConfig connection(String name, int port, Caps own) {
    return new ConnectionConfig(
        name,
        true,
        URI.create("http://127.0.0.1:" + port + "/v1"),
        List.of(new Secret("sk-secret-of-the-house")),
        false,
        null,
        null,
        Map.of(),
        timeouts,
        PoolConfig.defaults(),
        null,
        UpstreamTlsConfig.defaults(),
        false,
        health.enabled() ? new ProbeConfig.Models() : new ProbeConfig.None(),
        own);
  }

  private Target target(String provider, int priority) {
    return Targets.of(provider, null)
        .id(TargetId.of(provider, MODEL))
        .priority(priority)
        .timeouts(timeouts)
        .expensive(!health.enabled())
        .make();
  }

  int lanes() {
    return server.lanes();
  }

  SluiceConfig build() {
    List<Model> all = new ArrayList<>(models);
    if (!targets.isEmpty()) {
      all.add(new Model(MODEL, Strategy.WEIGHTED, targets, policy));
    }
    return new SluiceConfig(
        server,
        limits,
        failover,
        breaker,
        health,
        stream,
        ClusterConfig.defaults(),
        providers,
        all,
        List.of(),
        ModelDefaults.usual(),
        KnownModels.NONE,
        DecisionsConfig.defaults(),
        leases,
        media,
        passing,
        ReloadConfig.defaults());
  }

  /** The record with some components changed. */
  private static <R extends Record> R with(R record, Object... changes) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    try {
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        int named = Arrays.asList(changes).indexOf(components[i].getName());
        values[i] = named < 0 ? components[i].getAccessor().invoke(record) : changes[named + 1];
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      @SuppressWarnings("unchecked")
      Constructor<R> canonical = (Constructor<R>) record.getClass().getDeclaredConstructor(types);
      return canonical.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no such setting", e);
    }
  }
}
