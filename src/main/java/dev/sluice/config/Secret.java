package dev.sluice.config;

/** A credential. Prints as {@code ***}; only {@link #reveal} gives the text. */
public final class Secret {
  private final String text;

  /** Wraps the text; the empty text stands for no credential. */
  public Secret(String text) {
    this.text = text;
  }

  /** Whether there is no credential. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** The text, for the request that needs it and nothing else. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text.isEmpty() ? "" : "***";
  }
}
