package dev.sluice.wire.canonical;

import dev.sluice.wire.json.JsonOut;

/** Writes a stream in a client's dialect. Confined to one thread. */
public interface StreamWriter {
  /**
   * Writes what the client gets of an event, which may be nothing. After the last event nothing
   * more is written.
   */
  void write(StreamEvent event, JsonOut out);
}
