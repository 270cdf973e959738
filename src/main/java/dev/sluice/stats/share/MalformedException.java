package dev.sluice.stats.share;

/** Bytes are no message. Carries no stack trace: whoever sends nonsense is not to cost much. */
final class MalformedException extends RuntimeException {
  /** The bytes end too early. */
  static final MalformedException CUT = new MalformedException("ends too early");

  /** A value is out of its range. */
  static final MalformedException RANGE = new MalformedException("out of range");

  private static final long serialVersionUID = 1;

  private MalformedException(String message) {
    super(message, null, false, false);
  }
}
