package dev.sluice.config.load;

import dev.sluice.config.AnthropicConfig;
import dev.sluice.config.AzureConfig;
import dev.sluice.config.BedrockConfig;
import dev.sluice.config.CompatibleConfig;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.GeminiConfig;
import dev.sluice.config.OllamaConfig;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.Secret;
import dev.sluice.config.SimulatorConfig;
import dev.sluice.config.UpstreamTlsConfig;
import dev.sluice.model.Caps;
import dev.sluice.model.Timeouts;
import java.util.List;
import java.util.TreeMap;

/** Writes accounts at providers, with credentials masked. */
final class ProviderPrinter {
  private final YamlWriter yaml;
  private final OwnKeysPrinter own;

  ProviderPrinter(YamlWriter yaml) {
    this.yaml = yaml;
    this.own = new OwnKeysPrinter(yaml);
  }

  /** The account below its name. */
  void print(ProviderConfig provider) {
    yaml.section(
        provider.name(),
        () -> {
          switch (provider) {
            case AnthropicConfig config -> {
              connection(config.connection(), "anthropic");
              own.anthropic(config);
            }
            case AzureConfig config -> {
              connection(config.connection(), "azure");
              AzureSettings.print(yaml, config);
            }
            case CompatibleConfig config -> {
              connection(config.connection(), "compatible");
              own.compatible(config);
            }
            case GeminiConfig config -> {
              connection(config.connection(), "gemini");
              own.gemini(config);
            }
            case OpenAiConfig config -> {
              connection(config.connection(), "openai");
              yaml.put("api", config.api().id());
            }
            case BedrockConfig config -> {
              connection(config.connection(), "bedrock");
              own.bedrock(config);
            }
            case OllamaConfig config -> {
              connection(config.connection(), "ollama");
              own.ollama(config);
            }
            case SimulatorConfig config -> {
              own.simulator(config);
              caps(config.caps());
            }
          }
        });
  }

  private void connection(ConnectionConfig config, String type) {
    yaml.put("type", type);
    yaml.put("enabled", config.enabled());
    yaml.put("base_url", config.baseUrl().toString());
    keys(config.keys());
    yaml.put("forward_authorization", config.forwardAuthorization());
    yaml.put("organization", config.organization());
    yaml.put("project", config.project());
    yaml.section(
        "headers",
        () ->
            new TreeMap<>(config.headers())
                .forEach((name, value) -> yaml.put(name, value.toString())));
    timeouts(config.timeouts());
    var pool = config.pool();
    yaml.section(
        "pool",
        () -> {
          yaml.put("connections", pool.connections());
          yaml.put("queue", pool.queue());
          yaml.put("idle", pool.idle());
          yaml.put("http2", pool.http2());
        });
    yaml.put("proxy", config.proxyAddress());
    tls(config.tls());
    yaml.put("discover", config.discover());
    yaml.put("health", probe(config.probe()));
    caps(config.caps());
  }

  /** Caps of an account or of a target. */
  void caps(Caps caps) {
    yaml.put("requests_per_minute", caps.requestsPerMinute());
    yaml.put("tokens_per_minute", caps.tokensPerMinute());
    yaml.put("concurrency", caps.concurrency());
  }

  /** How a server's certificate is checked. */
  void tls(UpstreamTlsConfig tls) {
    yaml.section(
        "tls",
        () -> {
          yaml.put("verify", tls.verify());
          yaml.put("authorities", tls.authorities());
          yaml.put("certificate", tls.certificate());
          yaml.put("key", tls.key());
        });
  }

  private void keys(List<Secret> keys) {
    if (keys.size() > 1) {
      yaml.list("api_keys", keys.stream().map(Secret::toString).toList());
    } else if (!keys.isEmpty()) {
      yaml.put("api_key", keys.getFirst().toString());
    }
  }

  private void timeouts(Timeouts timeouts) {
    yaml.section(
        "timeouts",
        () -> {
          yaml.put("connect", timeouts.connect());
          yaml.put("first_byte", timeouts.firstByte());
          yaml.put("between_bytes", timeouts.betweenBytes());
          yaml.put("whole", timeouts.whole());
        });
  }

  private static String probe(ProbeConfig probe) {
    return switch (probe) {
      case ProbeConfig.None _ -> "none";
      case ProbeConfig.Models _ -> "models";
      case ProbeConfig.Completion _ -> "completion";
      case ProbeConfig.Path at -> at.path();
    };
  }
}
