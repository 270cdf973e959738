package dev.sluice.config.load;

import dev.sluice.config.MediaConfig;
import dev.sluice.config.Units;

/** Writes how images and documents behind addresses are fetched. */
final class MediaPrinter {
  private MediaPrinter() {}

  static void print(MediaConfig media, YamlWriter yaml) {
    yaml.section(
        "media",
        () -> {
          yaml.put("enabled", media.enabled());
          yaml.put("max_bytes", Units.formatSize(media.maxBytes()));
          yaml.put("total_bytes", Units.formatSize(media.totalBytes()));
          yaml.put("count", media.count());
          yaml.put("timeout", media.timeout());
          yaml.list("allow_hosts", media.allowHosts());
          yaml.list("deny_hosts", media.denyHosts());
          yaml.list("private_hosts", media.privateHosts());
        });
  }
}
