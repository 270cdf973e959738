package dev.sluice.ingress;

import dev.sluice.bus.ByteWork;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a body as they come: in one buffer while they are few, then in pieces. A buffer that
 * grows is copied whole now and then, which takes the longer the larger it is.
 */
final class BodyParts {
  private static final int PIECE = 1024 * 1024;

  private final List<Buffer> full = new ArrayList<>(0);
  private @Nullable Buffer last;
  private int length;

  /** Bytes so far. */
  int length() {
    return length;
  }

  /** Adds what came; the buffer belongs to the body from now on. */
  void add(Buffer part) {
    length += part.length();
    Buffer open = last;
    if (open == null) {
      last = part;
    } else if (length <= ByteWork.AT_ONCE
        || (!full.isEmpty() && open.length() + part.length() <= PIECE)) {
      open.appendBuffer(part);
    } else {
      full.add(open);
      last = Buffer.buffer(Math.max(PIECE, part.length())).appendBuffer(part);
    }
  }

  /** All bytes in one buffer. Nothing may be added any more. */
  Buffer joined() {
    Buffer open = last;
    if (open == null) {
      return Buffer.buffer();
    }
    if (full.isEmpty()) {
      return open;
    }
    Buffer all = Buffer.buffer(length);
    full.forEach(all::appendBuffer);
    return all.appendBuffer(open);
  }
}
