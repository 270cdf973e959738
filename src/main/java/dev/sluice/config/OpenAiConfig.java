package dev.sluice.config;

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

  /** In which dialects a provider of OpenAI's API is asked for chats. */
  public enum Api {
    /** As chat completions, whatever the client speaks. */
    CHAT("chat"),
    /** As responses, whatever the client speaks. */
    RESPONSES("responses"),
    /** As the client asks; as chat completions where it speaks neither. */
    BOTH("both");

    private final String id;

    Api(String id) {
      this.id = id;
    }

    /** Its name in the configuration. */
    public String id() {
      return id;
    }

    /** Whether chats may be asked for in the dialect. */
    public boolean speaks(Dialect dialect) {
      return switch (dialect) {
        case OPENAI_CHAT -> this != RESPONSES;
        case OPENAI_RESPONSES -> this != CHAT;
        default -> false;
      };
    }
  }

  @Override
  public Dialect dialect() {
    return api == Api.RESPONSES ? Dialect.OPENAI_RESPONSES : Dialect.OPENAI_CHAT;
  }
}
