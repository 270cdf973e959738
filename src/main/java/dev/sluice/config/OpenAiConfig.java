package dev.sluice.config;

import dev.sluice.model.Dialect;

/**
 * A provider that speaks OpenAI's API.
 *
 * @param connection how it is reached, with what keys
 */
public record OpenAiConfig(ConnectionConfig connection) implements ConnectedConfig {
  @Override
  public Dialect dialect() {
    return Dialect.OPENAI_CHAT;
  }
}
