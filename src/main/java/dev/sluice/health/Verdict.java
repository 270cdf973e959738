package dev.sluice.health;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a probe found. */
sealed interface Verdict {
  /**
   * The provider answers.
   *
   * @param models upstream names that it listed, null when it listed none or was not asked
   */
  record Alive(@Nullable Set<String> models) implements Verdict {}

  /**
   * The provider does not answer, or not as it must.
   *
   * @param cause one sentence for the log, without address or credentials
   */
  record Dead(String cause) implements Verdict {}

  /** The answer says nothing: the provider throttles. */
  record Unsaid() implements Verdict {}

  /**
   * Verdict on a status alone. Below 500 the provider is there, even if it knows no such path.
   *
   * @param open whether the probe goes without credentials of its own, so that refusing them is an
   *     answer like any other
   */
  static Verdict ofStatus(int status, boolean open) {
    if (status == 429) {
      return new Unsaid();
    }
    if (!open && (status == 401 || status == 403)) {
      return new Dead("the provider refuses the credentials with status " + status);
    }
    if (status >= 500) {
      return new Dead("the provider answers with status " + status);
    }
    return new Alive(null);
  }
}
