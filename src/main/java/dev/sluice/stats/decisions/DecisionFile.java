package dev.sluice.stats.decisions;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines that is moved aside when it is full: {@code name.1} is the latest of those, the
 * highest number the oldest. Used by one thread at a time.
 */
public final class DecisionFile implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final long most;
  private final int keep;
  private @Nullable OutputStream out;
  private long size;

  /**
   * A file that is not open yet.
   *
   * @param most bytes of a file; a line that is longer than that has a file of its own
   * @param keep full files to keep, 0 or more
   */
  public DecisionFile(Path path, long most, int keep) {
    this.path = path.toAbsolutePath();
    this.most = most;
    this.keep = keep;
  }

  /** Opens it, to go on behind its last whole line. Makes it and its folder when there is none. */
  void open() throws IOException {
    close();
    Path folder = path.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      size = wholeLines(channel);
      channel.truncate(size);
    }
    out = new BufferedOutputStream(Files.newOutputStream(path, StandardOpenOption.APPEND), BUFFER);
  }

  /** Bytes up to the last end of a line: what follows was cut off by the end of a process. */
  private static long wholeLines(FileChannel channel) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BUFFER);
    for (long end = channel.size(); end > 0; end -= BUFFER) {
      long start = Math.max(0, end - BUFFER);
      block.clear().limit((int) (end - start));
      while (block.hasRemaining() && channel.read(block, start + block.position()) >= 0) {
        // Reads on until the block is whole.
      }
      for (int at = block.position() - 1; at >= 0; at--) {
        if (block.get(at) == '\n') {
          return start + at + 1;
        }
      }
    }
    return 0;
  }

  /** Adds a line, which may stay in memory until the next flush. */
  void write(String line) throws IOException {
    byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
    if (size > 0 && size + bytes.length > most) {
      turn();
    }
    stream().write(bytes);
    size += bytes.length;
  }

  /** Hands all lines to the system. */
  void flush() throws IOException {
    stream().flush();
  }

  private OutputStream stream() throws IOException {
    OutputStream open = out;
    if (open == null) {
      throw new IOException("the file is not open");
    }
    return open;
  }

  private void turn() throws IOException {
    close();
    for (int number = keep; number > 1; number--) {
      if (Files.exists(aside(number - 1))) {
        Files.move(aside(number - 1), aside(number), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (keep > 0) {
      Files.move(path, aside(1), StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(path);
    }
    open();
  }

  private Path aside(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }

  /** Closes it; it may be opened again. */
  @Override
  public void close() throws IOException {
    OutputStream open = out;
    out = null;
    if (open != null) {
      open.close();
    }
  }
}
