package dev.sluice.wire.canonical;

import io.vertx.core.buffer.Buffer;

/**
 * Reads a provider's stream into canonical events, the same however its bytes are cut into reads.
 *
 * <p>Whoever it tells hears {@link StreamEvent.Done} or {@link StreamEvent.Broken} exactly once, as
 * the last. Confined to one thread.
 */
public interface StreamReader {
  /** Takes a read. Never throws: what is wrong with it breaks the stream. */
  void feed(Buffer read);

  /** Takes note of the provider's end, which breaks a stream that is not over. */
  void end();

  /** Whether the last event was told; further input is ignored. */
  boolean over();
}
