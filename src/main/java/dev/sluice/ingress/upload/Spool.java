package dev.sluice.ingress.upload;

import dev.sluice.bus.Upload;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one upload, from the first on: those that fit in memory, the rest on disk. They can
 * be read while more of them come, and again from the start. Confined to its lane.
 */
public final class Spool {
  /** How far the bytes may run ahead of who reads them, and of the disk. */
  static final int WINDOW = 1 << 20;

  /** What happens to an upload, told to who feeds it. */
  public interface Watcher {
    /** There may be room again; see {@link Spool#full}. */
    void drained();

    /** The disk does not do its part: no more can be taken or read. */
    void broken();
  }

  private final int memory;
  private final DiskSpace space;
  private final Watcher watcher;
  private final SpoolFile file;
  private final Buffer head = Buffer.buffer();
  private @Nullable SpoolSource reader;
  private long length;
  private long onDisk;
  private boolean sending;
  private boolean whole;
  private boolean closed;

  /**
   * A spool without a byte.
   *
   * @param memory bytes that are held in memory
   * @param space that the others take from
   */
  public Spool(Vertx vertx, int memory, DiskSpace space, Watcher watcher) {
    this.memory = memory;
    this.space = space;
    this.watcher = watcher;
    this.file = new SpoolFile(vertx, this::moved, watcher::broken);
  }

  /** Takes bytes; false when there is no room for them on disk. */
  public boolean write(Buffer part) {
    int room = Math.min(part.length(), memory - head.length());
    int rest = part.length() - room;
    if (rest > 0 && !space.reserve(rest)) {
      return false;
    }
    head.appendBuffer(part, 0, room);
    length += part.length();
    if (rest > 0) {
      onDisk += rest;
      file.write(room == 0 ? part : part.getBuffer(room, part.length()));
    }
    if (room > 0) {
      moved();
    }
    return true;
  }

  /** All bytes have come. */
  public void end() {
    whole = true;
    moved();
  }

  /** Whether all bytes have come. */
  public boolean whole() {
    return whole;
  }

  /** Bytes that have come. */
  public long length() {
    return length;
  }

  /** From now on bytes are to be read, so that they need not run far ahead. */
  public void send() {
    sending = true;
  }

  /** Whether no more should come before {@link Watcher#drained} is called. */
  public boolean full() {
    long read = reader == null ? 0 : reader.position();
    return file.queued() > WINDOW || (sending && length - read > WINDOW);
  }

  /** Whether whoever reads has read all that came, and more is to come. */
  public boolean starving() {
    return !whole && reader != null && reader.position() >= length;
  }

  /**
   * Reads from the first byte on with a range of the bytes replaced. The reader before is closed.
   *
   * @param from offset of the range; {@link Long#MAX_VALUE} for none
   * @param to offset after it
   * @param instead what is read in its place
   */
  public Upload.Source open(long from, long to, Buffer instead) {
    if (reader != null) {
      reader.close();
    }
    SpoolSource next = new SpoolSource(this, from, to, instead);
    reader = next;
    return next;
  }

  /** Bytes that can be read now. */
  long readable() {
    return head.length() + file.length();
  }

  /** The bytes of a range that can be read. Memory answers at once. */
  Future<Buffer> read(long from, int bytes) {
    int held = head.length();
    if (from < held) {
      int end = (int) Math.min(held, from + bytes);
      return Future.succeededFuture(head.getBuffer((int) from, end));
    }
    return file.read(from - held, bytes);
  }

  /** There is more to read. */
  private void moved() {
    SpoolSource open = reader;
    if (closed) {
      return;
    }
    if (open == null) {
      watcher.drained();
    } else {
      open.look();
    }
  }

  /** More has been read. */
  void advanced() {
    if (!closed) {
      watcher.drained();
    }
  }

  /** The disk cannot be read. */
  void broke() {
    if (!closed) {
      watcher.broken();
    }
  }

  /** Gives everything back; a second call does nothing. */
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (reader != null) {
      reader.close();
    }
    file.close();
    space.release(onDisk);
  }
}
