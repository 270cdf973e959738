package dev.sluice.wire.canonical;

import dev.sluice.model.Failure;
import io.vertx.core.buffer.Buffer;

/** A client's request, and how it is answered in the client's dialect. */
public interface Asked {
  /** What is asked. */
  CanonicalRequest request();

  /** Writes a whole answer. */
  Buffer answer(CanonicalAnswer answer);

  /** The writer of the one stream that answers the request. */
  StreamWriter stream();

  /**
   * Writes what stands for a whole answer when there is none, such that whoever reads it in this
   * dialect meets the same failure.
   */
  Buffer failure(Failure failure);
}
