package dev.sluice.ingress.upload;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The part of an upload that is on disk: one file, written in order and read anywhere. It is made
 * with the first byte, has no name any more once it is open, and so is gone with the process
 * however that ends. Confined to its lane.
 */
final class SpoolFile {
  private final Vertx vertx;
  private final Runnable written;
  private final Runnable broken;
  private final Deque<Buffer> queue = new ArrayDeque<>();
  private @Nullable AsyncFile file;
  private boolean opening;
  private boolean writing;
  private boolean closed;
  private long length;
  private long queued;

  /**
   * A file that is not made yet.
   *
   * @param written called when there is more to be read
   * @param broken called when the disk does not do its part
   */
  SpoolFile(Vertx vertx, Runnable written, Runnable broken) {
    this.vertx = vertx;
    this.written = written;
    this.broken = broken;
  }

  /** Bytes that can be read. */
  long length() {
    return length;
  }

  /** Bytes that are not written yet. */
  long queued() {
    return queued;
  }

  void write(Buffer part) {
    queue.add(part);
    queued += part.length();
    if (file != null) {
      next(file);
    } else if (!opening) {
      opening = true;
      open().onComplete(this::opened, _ -> fail());
    }
  }

  private Future<AsyncFile> open() {
    OpenOptions options = new OpenOptions().setRead(true).setWrite(true).setDeleteOnClose(true);
    return vertx
        .fileSystem()
        .createTempFile("sluice-", ".upload", "rw-------")
        .compose(path -> vertx.fileSystem().open(path, options));
  }

  private void opened(AsyncFile ready) {
    if (closed) {
      ready.close();
      return;
    }
    // The future of each write tells the same.
    ready.exceptionHandler(_ -> {});
    file = ready;
    next(ready);
  }

  private void next(AsyncFile to) {
    Buffer part = writing ? null : queue.poll();
    if (part == null) {
      return;
    }
    writing = true;
    to.write(part, length)
        .onComplete(
            _ -> {
              writing = false;
              length += part.length();
              queued -= part.length();
              if (!closed) {
                next(to);
                written.run();
              }
            },
            _ -> fail());
  }

  /** The bytes of a range that has been written. */
  Future<Buffer> read(long from, int bytes) {
    AsyncFile open = file;
    return open == null || closed
        ? Future.failedFuture(new IllegalStateException("the file is not open"))
        : open.read(Buffer.buffer(bytes), 0, from, bytes);
  }

  private void fail() {
    if (!closed) {
      close();
      broken.run();
    }
  }

  /** Gives the file up, whatever is under way. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    queue.clear();
    if (file != null) {
      file.close();
    }
  }
}
