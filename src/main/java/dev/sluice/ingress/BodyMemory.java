package dev.sluice.ingress;

import dev.sluice.ingress.upload.DiskSpace;
import dev.sluice.limit.HeldBytes;

/**
 * Bound on the bytes of request bodies that a lane holds, and what uploads may take beside it.
 * Confined to its lane but for the disk.
 */
final class BodyMemory {
  private final HeldBytes held;
  private final DiskSpace disk;

  /** A lane that may hold so much, of a node with that space on disk. */
  BodyMemory(HeldBytes held, DiskSpace disk) {
    this.held = held;
    this.disk = disk;
  }

  /** The disk that the uploads of all lanes share. */
  DiskSpace disk() {
    return disk;
  }

  /** Takes the bytes; false when there is no room for them. */
  boolean reserve(int bytes) {
    return held.reserve(bytes);
  }

  /** Gives bytes back. */
  void release(int bytes) {
    held.release(bytes);
  }

  /** Bytes held now. */
  long held() {
    return held.held();
  }
}
