package dev.sluice.config;

import dev.sluice.model.Api;
import dev.sluice.model.Dialect;

/**
 * A provider that speaks OpenAI's API.
 *
 * @param connection how it is reached, with what keys
 * @param api in which dialects chats are asked for
 */
public record OpenAiConfig(ConnectionConfig connection, Api api) implements ConnectedConfig {
  /** One that is asked by chat completions alone, as most that are compatible know no more. */
  public OpenAiConfig(ConnectionConfig connection) {
    this(connection, Api.CHAT);
  }

  @Override
  public Dialect dialect() {
    return api == Api.RESPONSES ? Dialect.OPENAI_RESPONSES : Dialect.OPENAI_CHAT;
  }
}
