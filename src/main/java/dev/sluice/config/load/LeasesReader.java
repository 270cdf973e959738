package dev.sluice.config.load;

import static dev.sluice.config.load.Values.choice;
import static dev.sluice.config.load.Values.duration;

import dev.sluice.config.LeasesConfig;
import dev.sluice.config.LeasesConfig.Store;
import dev.sluice.config.RedisConfig;
import dev.sluice.config.Secret;
import dev.sluice.config.UpstreamTlsConfig;

/** Reads how nodes share caps. */
final class LeasesReader {
  private LeasesReader() {}

  static LeasesConfig read(Section section) {
    LeasesConfig otherwise = LeasesConfig.defaults();
    RedisConfig redis = redis(section.section("redis"));
    return section.build(
        () ->
            new LeasesConfig(
                choice(section, "store", Store::id, otherwise.store()),
                duration(section, "span", otherwise.span()),
                duration(section, "interval", otherwise.interval()),
                duration(section, "idle", otherwise.idle()),
                duration(section, "timeout", otherwise.timeout()),
                duration(section, "hold", otherwise.hold()),
                redis),
        otherwise);
  }

  private static RedisConfig redis(Section section) {
    RedisConfig otherwise = RedisConfig.defaults();
    UpstreamTlsConfig tls = ProvidersReader.tls(section.section("tls"));
    return section.build(
        () ->
            new RedisConfig(
                Values.url(section, "url"),
                section.text("user"),
                new Secret(section.text("password", "")),
                section.text("prefix", otherwise.prefix()),
                duration(section, "timeout", otherwise.timeout()),
                tls),
        otherwise);
  }
}
