package dev.sluice.wire.embedding;

import dev.sluice.model.Failure;
import io.vertx.core.buffer.Buffer;

/** How clients of a dialect ask for vectors. Holds no state of an exchange. */
public interface EmbedClient {
  /**
   * Reads a client's request. Throws {@link dev.sluice.model.FailureException} with a {@link
   * Failure.BadRequest} that names the field when it cannot be understood.
   */
  EmbedRequest read(Buffer body);

  /**
   * Writes an answer.
   *
   * @param model the client's name of the model
   */
  Buffer answer(EmbedAnswer answer, EmbedRequest request, String model);

  /** Writes what stands for an answer when there is none. */
  Buffer failure(Failure failure);
}
