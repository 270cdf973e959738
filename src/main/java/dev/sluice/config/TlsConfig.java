package dev.sluice.config;

/**
 * The gateway's own certificate.
 *
 * @param certificate path of a PEM file with the chain
 * @param key path of a PEM file with the private key
 */
public record TlsConfig(String certificate, String key) {
  public TlsConfig {
    new Rules()
        .require(!certificate.isBlank(), "certificate", "must be the path of a PEM file")
        .require(!key.isBlank(), "key", "must be the path of a PEM file")
        .enforce();
  }
}
