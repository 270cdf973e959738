package dev.sluice.config.descriptor;

/**
 * What a server's embeddings are like.
 *
 * @param batch most inputs of a request, 1 to 100000; longer ones are split
 * @param base64 whether the server knows {@code encoding_format}
 */
public record EmbeddingsTraits(int batch, boolean base64) {
  /** Most inputs of a request at OpenAI. */
  public static final int USUAL_BATCH = 2048;

  /** Those of OpenAI. */
  public static final EmbeddingsTraits USUAL = new EmbeddingsTraits(USUAL_BATCH, true);
}
