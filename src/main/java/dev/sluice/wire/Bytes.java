package dev.sluice.wire;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;

/** The bytes of a buffer as a range of an array: the buffer's own where it has one, else a copy. */
public final class Bytes {
  private final byte[] array;
  private final int from;
  private final int to;

  private Bytes(byte[] array, int from, int to) {
    this.array = array;
    this.from = from;
    this.to = to;
  }

  /** The bytes of the buffer, to be read and never written. */
  public static Bytes of(Buffer buffer) {
    if (buffer instanceof BufferInternal internal) {
      ByteBuf bytes = internal.getByteBuf();
      if (bytes.hasArray()) {
        int from = bytes.arrayOffset() + bytes.readerIndex();
        return new Bytes(bytes.array(), from, from + bytes.readableBytes());
      }
    }
    byte[] copy = buffer.getBytes();
    return new Bytes(copy, 0, copy.length);
  }

  /** The array. */
  public byte[] array() {
    return array;
  }

  /** Offset of the first byte in the array. */
  public int from() {
    return from;
  }

  /** Offset after the last byte in the array. */
  public int to() {
    return to;
  }
}
