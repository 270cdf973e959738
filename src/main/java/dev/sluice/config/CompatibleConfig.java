package dev.sluice.config;

import dev.sluice.config.descriptor.Descriptor;
import dev.sluice.config.descriptor.KeyPlace;
import dev.sluice.model.Api;
import dev.sluice.model.Dialect;
import java.util.Map;

/**
 * A provider that speaks OpenAI's API in its own way.
 *
 * @param connection how it is reached, with what keys
 * @param descriptor what sets it apart
 * @param api in which dialects chats are asked for
 */
public record CompatibleConfig(ConnectionConfig connection, Descriptor descriptor, Api api)
    implements ConnectedConfig {
  public CompatibleConfig {
    new Rules()
        .require(
            !(descriptor.key() instanceof KeyPlace.Query) || connection.keys().size() <= 1,
            "api_keys",
            "must be one key: this server wants it in the query, where it cannot change in turn")
        .enforce();
  }

  /** One that is asked by chat completions alone, as most know no more. */
  public CompatibleConfig(ConnectionConfig connection, Descriptor descriptor) {
    this(connection, descriptor, Api.CHAT);
  }

  @Override
  public Dialect dialect() {
    return Dialect.OPENAI_CHAT;
  }

  /** How it is probed and asked for its models: with the first key where the server wants it. */
  public ConnectionConfig probed() {
    if (connection.keys().isEmpty()
        || !(descriptor.key() instanceof KeyPlace.Header header)
        || header.equals(KeyPlace.BEARER)) {
      return connection;
    }
    String key = connection.apiKey().reveal();
    return connection.with(
        Map.of(header.name(), new Secret(header.bearer() ? "Bearer " + key : key)));
  }
}
