package dev.sluice.wire;

import dev.sluice.model.Failure;
import dev.sluice.model.Usage;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Turns one attempt's upstream event stream into the one that the client gets.
 *
 * <p>It ends in one of two ways: {@link #finished} after the terminal event was given out, or a
 * {@link #failure}, of which the client is still to be told. Confined to one thread.
 */
public interface AnswerStream {
  /**
   * Takes a read from upstream and returns what the client gets now, which may be nothing. The
   * read, or a slice of it, is returned when all of it may pass; it must not be changed afterwards.
   */
  Buffer feed(Buffer chunk);

  /** Takes note of upstream's end and returns what the client gets last. */
  Buffer end();

  /** Whether the terminal event was given out; further input is ignored. */
  boolean finished();

  /** Why the stream cannot go on, null while it can; further input is ignored. */
  @Nullable Failure failure();

  /** The latest usage that upstream told, null as long as it told none. */
  @Nullable Usage usage();

  /** Estimate of the tokens that upstream made, 0 when no note is taken of them. */
  default int pieces() {
    return 0;
  }

  /**
   * Ends a stream that upstream left open or broke: returns what the client gets last, null when
   * the answer in it is not finished.
   */
  default @Nullable Buffer conclude() {
    return null;
  }

  /**
   * The events by which a client of this stream is told that it breaks off, where they depend on
   * what it was told before; null where they do not. Nothing comes after them.
   */
  default @Nullable Buffer lastWords(Failure why) {
    return null;
  }
}
