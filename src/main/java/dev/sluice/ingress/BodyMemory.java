package dev.sluice.ingress;

/** Bound on the bytes of request bodies that a lane holds. Confined to its lane. */
final class BodyMemory {
  private final long limit;
  private long held;

  /** A lane that may hold so many bytes. */
  BodyMemory(long limit) {
    this.limit = limit;
  }

  /** Takes the bytes; false when there is no room for them. */
  boolean reserve(int bytes) {
    if (held + bytes > limit) {
      return false;
    }
    held += bytes;
    return true;
  }

  /** Gives bytes back. */
  void release(int bytes) {
    held -= bytes;
  }

  /** Bytes held now. */
  long held() {
    return held;
  }
}
