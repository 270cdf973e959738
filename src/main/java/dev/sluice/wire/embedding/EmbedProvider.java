package dev.sluice.wire.embedding;

import dev.sluice.wire.canonical.Dropped;
import io.vertx.core.buffer.Buffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

  /**
   * Tokens of the texts, where an answer tells them beside its body; -1 where it does not.
   *
   * @param headers value of a header by its lower-case name
   */
  default long tokens(Function<String, @Nullable String> headers) {
    return -1;
  }
}
