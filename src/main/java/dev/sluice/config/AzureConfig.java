package dev.sluice.config;

import dev.sluice.model.Api;
import dev.sluice.model.Dialect;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's models at Azure.
 *
 * @param connection how it is reached, with what keys; its base URL may end in {@code /openai},
 *     {@code /openai/v1} or neither
 * @param deployments whether a deployment is named in the path, as before the API's own version 1
 * @param version value of {@code api-version}, null for none
 * @param entra by whom tokens are given out, null where keys are all there is
 * @param api in which dialects chats are asked for
 */
public record AzureConfig(
    ConnectionConfig connection,
    boolean deployments,
    @Nullable String version,
    @Nullable EntraConfig entra,
    Api api)
    implements ConnectedConfig {
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,32}");

  public AzureConfig {
    new Rules()
        .require(
            version == null || VERSION.matcher(version).matches(),
            "api_version",
            "must be like 2024-10-21")
        .require(
            !deployments || version != null,
            "api_version",
            "must be given where form is deployments, for example 2024-10-21")
        .require(
            !deployments || !connection.baseUrl().getRawPath().endsWith("/openai/v1"),
            "base_url",
            "must end before /v1 where form is deployments")
        .require(
            entra == null || connection.keys().isEmpty(),
            "api_key",
            "must not be given beside entra: one of them says who asks")
        .enforce();
  }

  /** One that is asked by chat completions alone. */
  public AzureConfig(
      ConnectionConfig connection,
      boolean deployments,
      @Nullable String version,
      @Nullable EntraConfig entra) {
    this(connection, deployments, version, entra, Api.CHAT);
  }

  @Override
  public Dialect dialect() {
    return Dialect.OPENAI_CHAT;
  }

  /** What stands between the base URL and an endpoint's path, the deployment's name left out. */
  public String root() {
    return deployments ? openai() + "/deployments/" : newer();
  }

  /** What stands between the base URL and {@code /responses}, where no deployment is named. */
  public String responsesRoot() {
    return deployments ? openai() : newer();
  }

  private String newer() {
    return connection.baseUrl().getRawPath().endsWith("/openai/v1") ? "" : openai() + "/v1";
  }

  private String openai() {
    String base = connection.baseUrl().getRawPath();
    return base.endsWith("/openai") || base.endsWith("/openai/v1") ? "" : "/openai";
  }
}
