package dev.sluice.bench.load;

/** The frames of one stream, counted against what the mock has sent. */
final class FrameAccount {
  private int next;
  private long lost;
  private long lostBytes;

  /** A new stream starts. */
  void open() {
    next = 0;
    lost = 0;
    lostBytes = 0;
  }

  /**
   * A frame has come. One that is out of order counts as lost once: it leaves a hole where it was
   * due, or repeats one that was taken.
   */
  void came(int number, int bytes, int expectedBytes) {
    if (number >= next) {
      lost += number - next;
      next = number + 1;
    } else {
      lost++;
    }
    lostBytes += Math.abs(expectedBytes - bytes);
  }

  /** The stream has ended as a whole of so many frames. */
  void ended(int total) {
    lost += Math.max(0, total - next);
    next = Math.max(next, total);
  }

  /** Frames that were taken or are known to be missing. */
  int seen() {
    return next;
  }

  /** Frames missing, repeated or out of order. */
  long lost() {
    return lost;
  }

  /** Bytes by which contents were too short or too long. */
  long lostBytes() {
    return lostBytes;
  }
}
