package dev.sluice.wire.canonical;

import io.vertx.core.buffer.Buffer;

/** A dialect as clients speak it. Holds no state of an exchange. */
@FunctionalInterface
public interface ClientDialect {
  /**
   * Reads a request.
   *
   * <p>Throws {@link dev.sluice.model.FailureException} with a {@link
   * dev.sluice.model.Failure.BadRequest} that names the field when it cannot be understood.
   *
   * @param body the request, which routing has found to be JSON
   * @param shown how its answer is to be shown; where the dialect names the model or asks for a
   *     stream in the path, it is told here and not by the body
   * @param dropped told of what is left out
   */
  Asked read(Buffer body, Shown shown, Dropped dropped);
}
