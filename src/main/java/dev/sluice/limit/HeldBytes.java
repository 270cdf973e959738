package dev.sluice.limit;

/**
 * Bound on the bytes that a lane holds for its requests: their bodies, and what is fetched for
 * them. Confined to its lane.
 */
public final class HeldBytes {
  private final long limit;
  private long held;

  /**
   * Nothing is held yet.
   *
   * @param limit most bytes, at least 0
   */
  public HeldBytes(long limit) {
    this.limit = limit;
  }

  /** Takes the bytes; false, and none taken, when there is no room for them. */
  public boolean reserve(int bytes) {
    if (held + bytes > limit) {
      return false;
    }
    held += bytes;
    return true;
  }

  /** Gives bytes back. */
  public void release(long bytes) {
    held -= bytes;
  }

  /** Bytes held now. */
  public long held() {
    return held;
  }
}
