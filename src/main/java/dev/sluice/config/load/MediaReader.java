package dev.sluice.config.load;

import static dev.sluice.config.load.Values.duration;
import static dev.sluice.config.load.Values.on;
import static dev.sluice.config.load.Values.size;
import static dev.sluice.config.load.Values.whole;

import dev.sluice.config.MediaConfig;

/** Reads how images and documents behind addresses are fetched. */
final class MediaReader {
  private MediaReader() {}

  static MediaConfig read(Section section) {
    MediaConfig otherwise = MediaConfig.defaults();
    return section.build(
        () ->
            new MediaConfig(
                on(section, "enabled", otherwise.enabled()),
                size(section, "max_bytes", otherwise.maxBytes()),
                size(section, "total_bytes", otherwise.totalBytes()),
                whole(section, "count", otherwise.count()),
                duration(section, "timeout", otherwise.timeout()),
                section.texts("allow_hosts"),
                section.texts("deny_hosts"),
                section.texts("private_hosts")),
        otherwise);
  }
}
