package dev.sluice.config;

import org.jspecify.annotations.Nullable;

/**
 * How a provider's certificate is checked.
 *
 * @param verify false accepts any certificate
 * @param authorities path of a PEM file with the trusted authorities; null for the JDK's
 * @param certificate path of a PEM file with the gateway's own chain for mutual TLS; null for none
 * @param key path of a PEM file with its private key; null for none
 */
public record UpstreamTlsConfig(
    boolean verify,
    @Nullable String authorities,
    @Nullable String certificate,
    @Nullable String key) {
  public UpstreamTlsConfig {
    new Rules()
        .require(certificate == null || key != null, "key", "must be given with certificate")
        .require(key == null || certificate != null, "certificate", "must be given with key")
        .enforce();
  }

  /** Checked against the JDK's authorities; no certificate of the gateway's own. */
  public static UpstreamTlsConfig defaults() {
    return new UpstreamTlsConfig(true, null, null, null);
  }
}
