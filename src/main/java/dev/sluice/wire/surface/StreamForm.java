package dev.sluice.wire.surface;

import io.vertx.core.buffer.Buffer;

/** Another form than events in which a stream is sent to a client. Confined to one stream. */
public interface StreamForm {
  /** Content type of the stream. */
  String type();

  /**
   * What the client gets of events, which may be nothing.
   *
   * @param events whole ones, as the surface writes them
   */
  Buffer put(Buffer events);

  /** What it gets last. */
  Buffer end(Buffer events);
}
