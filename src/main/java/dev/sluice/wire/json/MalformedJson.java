package dev.sluice.wire.json;

/**
 * The bytes are not JSON, or not of the expected form. Has no stack trace: it is input, not a bug.
 */
public final class MalformedJson extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int at;

  /**
   * A fault.
   *
   * @param at its offset in the array read
   */
  public MalformedJson(int at) {
    super("not valid JSON at offset " + at, null, false, false);
    this.at = at;
  }

  /** The offset of the fault in the array read. */
  public int at() {
    return at;
  }
}
