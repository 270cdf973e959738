package dev.sluice.config;

import java.util.List;
import java.util.stream.Collectors;

/** A record's components that are not what they must be. Never carries the values. */
public final class InvalidSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  /**
   * One broken requirement.
   *
   * @param key the component as it is spelt in YAML; empty for the record itself
   * @param requirement what it must be, for example {@code must be 0 to 65535}
   */
  public record Violation(String key, String requirement) {
    @Override
    public String toString() {
      return key.isEmpty() ? requirement : key + " " + requirement;
    }
  }

  InvalidSettingException(List<Violation> violations) {
    super(violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
    this.violations = List.copyOf(violations);
  }

  /** Every broken requirement, at least one. */
  public List<Violation> violations() {
    return violations;
  }
}
