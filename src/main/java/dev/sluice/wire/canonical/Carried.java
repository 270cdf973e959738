package dev.sluice.wire.canonical;

import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/** A request in a provider's dialect, and how its answer is read. */
public interface Carried {
  /** The request's bytes. */
  Buffer body();

  /**
   * Reads a whole answer. Throws {@link dev.sluice.model.FailureException} when it is none.
   *
   * @param body all of it
   */
  CanonicalAnswer answer(Buffer body);

  /**
   * A reader of the stream that answers the request.
   *
   * @param maxFrame longest event taken from the provider, in bytes
   * @param sink told what happens, as {@link StreamReader} says
   */
  StreamReader stream(int maxFrame, Consumer<StreamEvent> sink);
}
