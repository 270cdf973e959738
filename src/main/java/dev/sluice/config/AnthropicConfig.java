package dev.sluice.config;

import dev.sluice.model.Dialect;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A provider that speaks Anthropic's Messages API.
 *
 * @param connection how it is reached, with what keys; its base URL may end in {@code /v1} or not
 * @param version value of {@code anthropic-version}: {@link #VERSION_2023} or {@link #VERSION_2026}
 * @param bearer whether the key is sent as {@code authorization: Bearer}, else as {@code x-api-key}
 * @param betas names that clients may send on by {@code anthropic-beta}; a star at the end of one
 *     stands for any end
 */
public record AnthropicConfig(
    ConnectionConfig connection, String version, boolean bearer, List<String> betas)
    implements ConnectedConfig {
  /** The version that all models know. */
  public static final String VERSION_2023 = "2023-06-01";

  /** The version without temperature, top-p and top-k. */
  public static final String VERSION_2026 = "2026-10-21";

  private static final Pattern BETA = Pattern.compile("[A-Za-z0-9._-]*\\*?");

  public AnthropicConfig {
    betas = List.copyOf(betas);
    new Rules()
        .require(
            version.equals(VERSION_2023) || version.equals(VERSION_2026),
            "version",
            "must be " + VERSION_2023 + " or " + VERSION_2026)
        .require(
            betas.stream().allMatch(beta -> !beta.isEmpty() && BETA.matcher(beta).matches()),
            "betas",
            "must be names such as context-1m-2025-08-07, a star at the end of one for any end")
        .enforce();
  }

  /** One that lets no news through. */
  public AnthropicConfig(ConnectionConfig connection, String version, boolean bearer) {
    this(connection, version, bearer, List.of());
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
