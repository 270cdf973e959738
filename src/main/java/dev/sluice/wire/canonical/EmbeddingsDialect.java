package dev.sluice.wire.canonical;

import io.vertx.core.buffer.Buffer;

/** How a provider is asked for vectors. Holds no state of an exchange. */
public interface EmbeddingsDialect {
  /**
   * Writes a request.
   *
   * <p>Throws {@link dev.sluice.model.FailureException} with a {@link
   * dev.sluice.model.Failure.BadRequest} that names the field when it cannot be carried.
   *
   * @param upstream the model that it goes to
   * @param dropped told of what is left out
   */
  Buffer write(EmbeddingsRequest request, Upstream upstream, Dropped dropped);

  /**
   * Reads the answer. Throws {@link dev.sluice.model.FailureException} when it is none.
   *
   * @param body all of it
   */
  EmbeddingsAnswer read(Buffer body);
}
