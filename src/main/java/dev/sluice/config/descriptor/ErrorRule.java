package dev.sluice.config.descriptor;

import org.jspecify.annotations.Nullable;

/**
 * What an error of a server stands for. A rule applies where all that it says holds; a pattern may
 * have {@code *} for any characters, and is compared without regard to case.
 *
 * @param status the answer's status, 0 for any
 * @param code pattern of the error's code, null for any
 * @param type pattern of the error's type, null for any
 * @param message pattern of the error's message, null for any
 * @param means what it stands for
 */
public record ErrorRule(
    int status,
    @Nullable String code,
    @Nullable String type,
    @Nullable String message,
    Meaning means) {
  /** What an error can stand for. */
  public enum Meaning {
    /** Fewer requests are asked for. */
    THROTTLED("throttled"),
    /** The account's money or quota is spent. */
    SPENT("spent"),
    /** The gateway's credentials are not accepted. */
    UNAUTHORISED("unauthorised"),
    /** The server has too much to do, or is broken. */
    OVERLOADED("overloaded"),
    /** Prompt and answer do not fit into the context window. */
    CONTEXT_LENGTH("context_length"),
    /** The provider does not want to speak of it. */
    CONTENT_FILTER("content_filter"),
    /** The request is at fault in another way. */
    REJECTED("rejected");

    private final String id;

    Meaning(String id) {
      this.id = id;
    }

    /** Name of the meaning in configuration. */
    public String id() {
      return id;
    }
  }

  public ErrorRule {
    if (status == 0 && code == null && type == null && message == null) {
      throw new IllegalArgumentException("a rule says something of the errors that it is for");
    }
  }
}
