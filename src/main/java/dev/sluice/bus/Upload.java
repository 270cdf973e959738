package dev.sluice.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * A request's body that is too large to be held and may still be on its way in. It can be read from
 * its start again, so that a failed attempt may be repeated. Confined to its lane.
 */
public interface Upload {
  /** Value of the header {@code content-type}. */
  String type();

  /**
   * How many bytes there are when the model has the name, -1 when that is not known yet.
   *
   * @param model the provider's name of the model
   */
  long length(String model);

  /**
   * Reads the bytes from the first one on, with the model's name put in its place. Whoever opens a
   * source reads it to its end or closes it; at most one is open at a time.
   *
   * @param model the provider's name of the model
   */
  Source open(String model);

  /**
   * The latest moment at which the client was to blame for the waiting, on the lane's clock: now
   * while it has more to send and all that came was read.
   */
  long waitedUntil(long now);

  /** The bytes of an upload, paused at first; they end when all have come and break when not. */
  interface Source extends ReadStream<Buffer> {
    /** Reads no further; no handler is called any more. */
    void close();
  }
}
