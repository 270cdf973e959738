package dev.sluice.ingress.upload;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of disk that a node's uploads may take at one time. Shared by all lanes. */
public final class DiskSpace {
  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  /** Space of so many bytes. */
  public DiskSpace(long limit) {
    this.limit = limit;
  }

  /** Takes bytes; false when there is no room for them. */
  boolean reserve(int bytes) {
    if (taken.addAndGet(bytes) > limit) {
      taken.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  /** Gives bytes back. */
  void release(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** Bytes that are taken now. */
  public long taken() {
    return taken.get();
  }
}
