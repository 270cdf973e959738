package dev.sluice.config;

/**
 * Mutual TLS between members: each shows a certificate that one of the authorities signed.
 *
 * @param certificate path of a PEM file with the node's chain
 * @param key path of a PEM file with its private key
 * @param authorities path of a PEM file with the authorities of the fleet
 */
public record FleetTlsConfig(String certificate, String key, String authorities) {
  private static final String FILE = "must be the path of a PEM file";

  public FleetTlsConfig {
    new Rules()
        .require(!certificate.isBlank(), "certificate", FILE)
        .require(!key.isBlank(), "key", FILE)
        .require(!authorities.isBlank(), "authorities", FILE)
        .enforce();
  }
}
