package dev.sluice.config;

import dev.sluice.model.Dialect;

/**
 * A provider that speaks Anthropic's Messages API.
 *
 * @param connection how it is reached, with what keys; its base URL may end in {@code /v1} or not
 * @param version value of {@code anthropic-version}: {@link #VERSION_2023} or {@link #VERSION_2026}
 * @param bearer whether the key is sent as {@code authorization: Bearer}, else as {@code x-api-key}
 */
public record AnthropicConfig(ConnectionConfig connection, String version, boolean bearer)
    implements ConnectedConfig {
  /** The version that all models know. */
  public static final String VERSION_2023 = "2023-06-01";

  /** The version without temperature, top-p and top-k. */
  public static final String VERSION_2026 = "2026-10-21";

  public AnthropicConfig {
    new Rules()
        .require(
            version.equals(VERSION_2023) || version.equals(VERSION_2026),
            "version",
            "must be " + VERSION_2023 + " or " + VERSION_2026)
        .enforce();
  }

  @Override
  public Dialect dialect() {
    return Dialect.ANTHROPIC_MESSAGES;
  }

  /** Path of the Messages API behind the base URL, in either form of that. */
  public String path() {
    return connection.baseUrl().getRawPath().endsWith("/v1") ? "/messages" : "/v1/messages";
  }
}
