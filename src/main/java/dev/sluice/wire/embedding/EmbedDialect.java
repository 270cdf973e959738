package dev.sluice.wire.embedding;

import dev.sluice.model.Failure;
import dev.sluice.wire.canonical.Dropped;
import io.vertx.core.buffer.Buffer;

/** How a dialect asks for vectors and answers. Holds no state of an exchange. */
public interface EmbedDialect {
  /**
   * Reads a client's request. Throws {@link dev.sluice.model.FailureException} with a {@link
   * Failure.BadRequest} that names the field when it cannot be understood.
   */
  EmbedRequest read(Buffer body);

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

  /**
   * Writes an answer.
   *
   * @param model the client's name of the model
   */
  Buffer answer(EmbedAnswer answer, EmbedRequest request, String model);

  /** Writes what stands for an answer when there is none. */
  Buffer failure(Failure failure);
}
