package dev.sluice.config.load;

import dev.sluice.config.DecisionsConfig;
import dev.sluice.config.LeasesConfig;
import dev.sluice.config.ModelDefaults;
import dev.sluice.config.PassingConfig;
import dev.sluice.config.RedisConfig;
import dev.sluice.config.ReloadConfig;
import dev.sluice.config.ServerConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.config.TlsConfig;
import dev.sluice.config.Units;
import dev.sluice.model.Api;
import dev.sluice.model.Capabilities;
import dev.sluice.model.Feature;
import dev.sluice.model.Model;
import dev.sluice.model.Price;
import dev.sluice.model.Target;
import dev.sluice.model.Traits;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the configuration in effect as YAML that can be read again, with credentials masked. */
public final class ConfigPrinter {
  private final YamlWriter yaml = new YamlWriter();
  private final PolicyPrinter policies = new PolicyPrinter(yaml);
  private final ProviderPrinter providers = new ProviderPrinter(yaml);

  private ConfigPrinter() {}

  /** The configuration as YAML. Every credential is {@code ***}. */
  public static String print(SluiceConfig config) {
    ConfigPrinter printer = new ConfigPrinter();
    printer.server(config.server());
    printer.bounds(config);
    printer.reactions(config);
    MediaPrinter.print(config.media(), printer.yaml);
    printer.decisions(config.decisions());
    printer.passing(config.passing());
    printer.reload(config.reload());
    new ClusterPrinter(printer.yaml).print(config.cluster());
    printer.catalogue(config);
    return printer.yaml.text();
  }

  private void passing(PassingConfig passing) {
    yaml.section("files", () -> yaml.put("provider", passing.files()));
    yaml.list("passthrough", passing.passthrough());
    yaml.section(
        "realtime",
        () -> {
          yaml.put("idle", passing.idle());
          yaml.put("lifetime", passing.lifetime());
        });
  }

  private void reload(ReloadConfig reload) {
    yaml.section("reload", () -> yaml.put("watch", reload.watch()));
  }

  private void decisions(DecisionsConfig decisions) {
    yaml.section(
        "decisions",
        () -> {
          yaml.put("file", decisions.file());
          yaml.put("size", Units.formatSize(decisions.size()));
          yaml.put("keep", decisions.keep());
          yaml.put("share", decisions.share());
        });
  }

  /**
   * As {@link #print}, but only what has to be the same in all nodes of a fleet: providers, models
   * and what holds for them.
   */
  public static String printShared(SluiceConfig config) {
    ConfigPrinter printer = new ConfigPrinter();
    printer.catalogue(config);
    return printer.yaml.text();
  }

  private void catalogue(SluiceConfig config) {
    yaml.section("providers", () -> config.providers().forEach(providers::print));
    yaml.put("catalogue", !config.catalogue().isEmpty());
    yaml.section("defaults", () -> defaults(config.defaults()));
    yaml.section("models", () -> config.models().forEach(this::model));
    yaml.section("virtual", () -> config.virtual().forEach(policies::virtual));
  }

  private void server(ServerConfig server) {
    yaml.section(
        "server",
        () -> {
          yaml.put("host", server.host());
          yaml.put("port", server.port());
          yaml.put("path_prefix", server.pathPrefix());
          yaml.section("cors", () -> yaml.list("origins", server.cors().origins()));
          TlsConfig tls = server.tls();
          if (tls != null) {
            yaml.section(
                "tls",
                () -> {
                  yaml.put("certificate", tls.certificate());
                  yaml.put("key", tls.key());
                });
          }
          yaml.put("transport", server.transport().id());
          yaml.put("lanes", server.lanes());
          yaml.put("drain", server.drain());
          yaml.put("notice", server.notice());
        });
  }

  private void bounds(SluiceConfig config) {
    var limits = config.limits();
    yaml.section(
        "limits",
        () -> {
          yaml.put("body", Units.formatSize(limits.body()));
          yaml.put("headers", Units.formatSize(limits.headers()));
          yaml.put("url", Units.formatSize(limits.url()));
          yaml.put("headers_time", limits.headersTime());
          yaml.put("body_time", limits.bodyTime());
          yaml.put("keep_alive", limits.keepAlive());
          yaml.put("connections", limits.connections());
          yaml.put("exchanges", limits.exchanges());
          yaml.put("queue", limits.queue());
          yaml.put("queue_time", limits.queueTime());
          yaml.put("answer", Units.formatSize(limits.answer()));
          yaml.put("frame", Units.formatSize(limits.frame()));
          yaml.put("memory", Units.formatSize(limits.memory()));
          yaml.put("error_body", Units.formatSize(limits.errorBody()));
          yaml.put("upload", Units.formatSize(limits.upload()));
          yaml.put("upload_memory", Units.formatSize(limits.uploadMemory()));
          yaml.put("upload_disk", Units.formatSize(limits.uploadDisk()));
          yaml.put("upload_time", limits.uploadTime());
          yaml.put("choices", limits.choices());
        });
    yaml.section("stream", () -> yaml.put("heartbeat", config.stream().heartbeat()));
  }

  private void reactions(SluiceConfig config) {
    var failover = config.failover();
    yaml.section(
        "failover",
        () -> {
          yaml.put("enabled", failover.enabled());
          yaml.put("attempts", failover.attempts());
          yaml.put("retries", failover.retries());
          yaml.put("backoff", failover.backoff());
          yaml.put("backoff_max", failover.backoffMax());
          yaml.put("deadline", failover.deadline());
          yaml.put("retry_share", failover.retryShare());
          yaml.put("retry_floor", failover.retryFloor());
        });
    var breaker = config.breaker();
    yaml.section(
        "breaker",
        () -> {
          yaml.put("enabled", breaker.enabled());
          yaml.put("failures", breaker.failures());
          yaml.put("error_rate", breaker.errorRate());
          yaml.put("minimum", breaker.minimum());
          yaml.put("window", breaker.window());
          yaml.put("reset", breaker.reset());
          yaml.put("probes", breaker.probes());
        });
    health(config);
    leases(config.leases());
  }

  private void leases(LeasesConfig leases) {
    yaml.section(
        "leases",
        () -> {
          yaml.put("store", leases.store().id());
          yaml.put("span", leases.span());
          yaml.put("interval", leases.interval());
          yaml.put("idle", leases.idle());
          yaml.put("timeout", leases.timeout());
          yaml.put("hold", leases.hold());
          yaml.section("redis", () -> redis(leases.redis()));
        });
  }

  private void redis(RedisConfig redis) {
    yaml.put("url", redis.url() == null ? "" : redis.url().toString());
    yaml.put("user", redis.user() == null ? "" : redis.user());
    yaml.put("password", redis.password().toString());
    yaml.put("prefix", redis.prefix());
    yaml.put("timeout", redis.timeout());
    providers.tls(redis.tls());
  }

  private void health(SluiceConfig config) {
    var health = config.health();
    yaml.section(
        "health",
        () -> {
          yaml.put("enabled", health.enabled());
          yaml.put("interval", health.interval());
          yaml.put("jitter", health.jitter());
          yaml.put("timeout", health.timeout());
          yaml.put("down", health.down());
          yaml.put("up", health.up());
          yaml.put("warm_up", health.warmUp());
        });
  }

  private void defaults(ModelDefaults defaults) {
    yaml.put("strategy", defaults.strategy().id());
    policies.policy(defaults.policy());
  }

  private void model(Model model) {
    yaml.section(
        model.name(),
        () -> {
          yaml.put("strategy", model.strategy().id());
          policies.policy(model.policy());
          yaml.items("targets", model.targets(), this::target);
        });
  }

  private void target(Target target) {
    yaml.put("provider", target.provider());
    yaml.put("model", target.upstream());
    Api api = target.api();
    yaml.put("api", api == null ? null : api.id());
    yaml.put("weight", target.weight());
    yaml.put("priority", target.priority());
    yaml.put("enabled", target.enabled());
    yaml.put("max_rps", target.maxRps());
    yaml.put("max_connections", target.maxConnections());
    providers.caps(target.caps());
    yaml.put("expensive", target.expensive());
    price(target.price());
    Traits traits = target.traits();
    yaml.put("region", traits.region());
    yaml.put("quality", traits.quality());
    yaml.put("energy", traits.energy());
    yaml.section("capabilities", () -> capabilities(traits.capabilities()));
  }

  private void capabilities(Capabilities capabilities) {
    yaml.put("context", capabilities.context());
    yaml.put("output", capabilities.output());
    Set<Feature> features = capabilities.features();
    if (features != null) {
      yaml.list("features", features.stream().sorted().map(Feature::id).toList());
    }
  }

  private void price(@Nullable Price price) {
    if (price != null) {
      yaml.section(
          "price",
          () -> {
            yaml.put("input", dollars(price.input()));
            yaml.put("cached_input", dollars(price.cachedInput()));
            yaml.put("output", dollars(price.output()));
          });
    }
  }

  static BigDecimal dollars(long nanos) {
    return BigDecimal.valueOf(nanos, 9);
  }
}
