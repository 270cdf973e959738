package dev.sluice.bus;

import dev.sluice.model.Failure;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** What a provider verticle answers to an {@link Attempt} or a {@link Passage}. */
public sealed interface Reply {
  /**
   * The provider accepted (2xx) and its answer has begun. A passage is answered so whatever the
   * status.
   *
   * @param status 200 to 299 of an attempt
   * @param headers the provider's headers
   * @param body the answer's bytes, paused: attach handlers, then resume. Its exception handler is
   *     called when the answer is cut, its end handler when it is complete by HTTP's framing.
   */
  record Answered(int status, MultiMap headers, ReadStream<Buffer> body) implements Reply {}

  /** The attempt failed before an answer began; nothing is left open. */
  record Failed(Failure failure) implements Reply {}
}
