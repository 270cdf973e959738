package dev.sluice.wire.canonical;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts whose vectors are asked for.
 *
 * @param texts at least one, none of them empty
 * @param dimensions of each vector, 0 for as many as the model gives
 * @param base64 whether the client wants them as base64 of little-endian floats
 * @param user who asks, in words of the client; null when it does not say
 */
public record EmbeddingsRequest(
    List<String> texts, int dimensions, boolean base64, @Nullable String user) {
  public EmbeddingsRequest {
    texts = List.copyOf(texts);
  }
}
