package dev.sluice.wire.canonical;

import dev.sluice.wire.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * How the next token is drawn; what is null is left to the provider.
 *
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param topK at least 1
 * @param frequencyPenalty -2 to 2
 * @param presencePenalty -2 to 2
 * @param seed any number
 * @param logitBias OpenAI's object of biases by token
 */
public record Sampling(
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Long topK,
    @Nullable Double frequencyPenalty,
    @Nullable Double presencePenalty,
    @Nullable Long seed,
    @Nullable Json logitBias) {
  /** All left to the provider. */
  public static final Sampling FREE = new Sampling(null, null, null, null, null, null, null);
}
