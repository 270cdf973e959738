package dev.sluice.wire.json;

import org.jspecify.annotations.Nullable;

/** The open containers of a document, one bit each. */
final class Nesting {
  int depth;
  private long kinds;
  private long @Nullable [] outer;

  /** Opens a container; false when it would be one too many. */
  boolean open(boolean object) {
    if (depth == JsonSkim.MAX_DEPTH) {
      return false;
    }
    if (depth > 0 && (depth & 63) == 0) {
      outer()[(depth >>> 6) - 1] = kinds;
    }
    kinds = (kinds << 1) | (object ? 1 : 0);
    depth++;
    return true;
  }

  /** Closes the innermost container. */
  void close() {
    depth--;
    kinds >>>= 1;
    if (depth > 0 && (depth & 63) == 0) {
      kinds = outer()[(depth >>> 6) - 1];
    }
  }

  /** Whether the innermost container is an object. */
  boolean object() {
    return (kinds & 1) != 0;
  }

  private long[] outer() {
    if (outer == null) {
      outer = new long[JsonSkim.MAX_DEPTH >>> 6];
    }
    return outer;
  }
}
