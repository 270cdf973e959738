package dev.sluice.model;

import org.jspecify.annotations.Nullable;

/** Carries a {@link Failure} through a failed future. Has no stack trace: it is not a bug. */
public final class FailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  /** Wraps the failure. */
  public FailureException(Failure failure) {
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  /**
   * The failure that a cause carries; where it carries none, an internal one.
   *
   * @param otherwise what the client is told then
   */
  public static Failure of(@Nullable Throwable cause, String otherwise) {
    return cause instanceof FailureException known
        ? known.failure
        : new Failure.Internal(otherwise);
  }

  /** The failure. */
  public Failure failure() {
    return failure;
  }
}
