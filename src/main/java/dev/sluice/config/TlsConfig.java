package dev.sluice.config;

/**
 * The gateway's own certificate.
 *
 * @param certificate path of a PEM file with the chain
 * @param key path of a PEM file with the private key
 */
public record TlsConfig(String certificate, String key) {}
