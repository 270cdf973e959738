package dev.sluice.config.load;

import dev.sluice.config.AnthropicConfig;
import dev.sluice.config.AwsCredentials;
import dev.sluice.config.AwsLender;
import dev.sluice.config.BedrockConfig;
import dev.sluice.config.CompatibleConfig;
import dev.sluice.config.GeminiConfig;
import dev.sluice.config.OllamaConfig;
import dev.sluice.config.Secret;
import dev.sluice.config.SimulatorConfig;

/** Writes the keys that providers of one type have and others do not. */
final class OwnKeysPrinter {
  private final YamlWriter yaml;

  OwnKeysPrinter(YamlWriter yaml) {
    this.yaml = yaml;
  }

  void bedrock(BedrockConfig config) {
    yaml.put("region", config.region());
    AwsLender lender = config.lender();
    yaml.put("credentials", lender == null ? "environment" : lender.id());
    AwsCredentials credentials = config.credentials();
    if (credentials != null) {
      Secret session = credentials.sessionToken();
      yaml.put("access_key_id", credentials.accessKeyId().toString());
      yaml.put("secret_access_key", credentials.secretAccessKey().toString());
      yaml.put("session_token", session == null ? null : session.toString());
    }
  }

  void compatible(CompatibleConfig config) {
    yaml.put("api", config.api().id());
    new DescriptorPrinter(yaml).print(config.descriptor());
  }

  void ollama(OllamaConfig config) {
    yaml.put("keep_alive", config.keepAlive());
    yaml.put("num_ctx", config.context());
  }

  void anthropic(AnthropicConfig config) {
    yaml.put("version", config.version());
    yaml.put("bearer", config.bearer());
    yaml.list("betas", config.betas());
  }

  void gemini(GeminiConfig config) {
    yaml.put("version", config.version());
    GeminiConfig.Vertex vertex = config.vertex();
    if (vertex != null) {
      yaml.put("project", vertex.project());
      yaml.put("location", vertex.location());
      yaml.put("credentials", vertex.credentials());
    }
  }

  void simulator(SimulatorConfig config) {
    yaml.put("type", "simulator");
    yaml.put("enabled", config.enabled());
    yaml.put("seed", config.seed());
    yaml.put("first_token", config.firstToken());
    yaml.put("pace", config.pace());
    yaml.put("length", config.length());
    yaml.put("jitter", config.jitter());
    var faults = config.faults();
    yaml.section(
        "faults",
        () -> {
          yaml.put("throttled", faults.throttled());
          yaml.put("error", faults.error());
          yaml.put("reset", faults.reset());
          yaml.put("stall", faults.stall());
          yaml.put("cut", faults.cut());
          yaml.put("retry_after", faults.retryAfter());
        });
  }
}
