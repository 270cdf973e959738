package dev.sluice.model;

/** In which dialects a server of OpenAI's API is asked for chats. */
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
