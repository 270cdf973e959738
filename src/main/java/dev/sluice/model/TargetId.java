package dev.sluice.model;

/**
 * Name of a target: its provider and the upstream model, joined by a slash.
 *
 * @param value for example {@code openai/gpt-4o}; the upstream part is a pattern such as {@code
 *     gpt-*} when the target serves every name that matches
 */
public record TargetId(String value) {
  /** The id of a provider's upstream model. */
  public static TargetId of(String provider, String upstream) {
    return new TargetId(provider + "/" + upstream);
  }

  @Override
  public String toString() {
    return value;
  }
}
