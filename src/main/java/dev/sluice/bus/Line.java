package dev.sluice.bus;

import dev.sluice.model.Failure;
import io.vertx.core.http.WebSocket;

/** What a provider verticle answers to a {@link Dial}. */
public sealed interface Line {
  /**
   * The provider took the call.
   *
   * @param socket paused: attach handlers, then resume; to be closed by whoever got it
   */
  record Open(WebSocket socket) implements Line {}

  /** The provider did not take the call; nothing is left open. */
  record Failed(Failure failure) implements Line {}
}
