package dev.sluice.config.load;

import dev.sluice.config.AwsCredentials;
import dev.sluice.config.BedrockConfig;
import dev.sluice.config.OllamaConfig;
import dev.sluice.config.Secret;

/** Writes the keys that providers of one type have and others do not. */
final class OwnKeysPrinter {
  private final YamlWriter yaml;

  OwnKeysPrinter(YamlWriter yaml) {
    this.yaml = yaml;
  }

  void bedrock(BedrockConfig config) {
    yaml.put("region", config.region());
    AwsCredentials credentials = config.credentials();
    if (credentials != null) {
      Secret session = credentials.sessionToken();
      yaml.put("access_key_id", credentials.accessKeyId().toString());
      yaml.put("secret_access_key", credentials.secretAccessKey().toString());
      yaml.put("session_token", session == null ? null : session.toString());
    }
  }

  void ollama(OllamaConfig config) {
    yaml.put("keep_alive", config.keepAlive());
    yaml.put("num_ctx", config.context());
  }
}
