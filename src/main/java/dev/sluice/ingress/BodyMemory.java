package dev.sluice.ingress;

import dev.sluice.ingress.upload.DiskSpace;

/**
 * Bound on the bytes of request bodies that a lane holds, and what uploads may take beside it.
 * Confined to its lane but for the disk.
 */
final class BodyMemory {
  private final long limit;
  private final DiskSpace disk;
  private long held;

  /** A lane that may hold so many bytes, of a node with that space on disk. */
  BodyMemory(long limit, DiskSpace disk) {
    this.limit = limit;
    this.disk = disk;
  }

  /** The disk that the uploads of all lanes share. */
  DiskSpace disk() {
    return disk;
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
