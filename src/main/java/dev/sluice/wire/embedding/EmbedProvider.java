package dev.sluice.wire.embedding;

import dev.sluice.wire.canonical.Dropped;
import io.vertx.core.buffer.Buffer;

/** How providers of a dialect are asked for vectors. Holds no state of an exchange. */
public interface EmbedProvider {
  /**
   * Writes a request.
   *
   * @param model the provider's name of the model
   * @param dropped told of what is left out
   */
  Buffer write(EmbedRequest request, String model, Dropped dropped);

  /**
   * Reads a provider's answer. Throws {@link dev.sluice.model.FailureException} when it is none.
   */
  EmbedAnswer answer(Buffer body);
}
