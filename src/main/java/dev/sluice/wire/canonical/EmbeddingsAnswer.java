package dev.sluice.wire.canonical;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Vectors for texts.
 *
 * @param model the provider's name of the model
 * @param vectors one a text, in the order of the texts; nobody changes them
 * @param inputTokens tokens of all texts, null when the provider told none
 */
public record EmbeddingsAnswer(String model, List<float[]> vectors, @Nullable Long inputTokens) {
  public EmbeddingsAnswer {
    vectors = List.copyOf(vectors);
  }
}
