package dev.sluice.stats.share;

/** Bytes are no message. Carries no stack trace: whoever sends nonsense is not to cost much. */
final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private MalformedException(String message) {
    super(message, null, false, false);
  }

  /** The bytes end too early. */
  static MalformedException cut() {
    return new MalformedException("ends too early");
  }

  /** A value is out of its range. */
  static MalformedException range() {
    return new MalformedException("out of range");
  }
}
