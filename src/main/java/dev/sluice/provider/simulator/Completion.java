package dev.sluice.provider.simulator;

import io.vertx.core.buffer.Buffer;

/**
 * A whole answer as bytes, in parts: a streamed answer's are its events, a plain answer's are its
 * halves.
 */
final class Completion {
  private final Buffer bytes;
  private final int[] ends;

  /**
   * Takes both over.
   *
   * @param ends offsets after each part, ascending; the last is the length of the bytes
   */
  Completion(Buffer bytes, int[] ends) {
    this.bytes = bytes;
    this.ends = ends;
  }

  /** Number of parts. */
  int parts() {
    return ends.length;
  }

  /** The bytes of the parts from one up to but without another. */
  Buffer slice(int from, int to) {
    return bytes.slice(from == 0 ? 0 : ends[from - 1], ends[to - 1]);
  }
}
