package dev.sluice.wire.embedding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What vectors are asked for.
 *
 * @param texts at least one, none of them empty
 * @param dimensions length of a vector, 0 when nothing is said
 * @param task what the vectors are for, in Gemini's words; null when nothing is said
 * @param title of the document that a text is, null when nothing is said
 * @param base64 whether vectors are wanted as base64 of floats, lowest byte first
 * @param single whether the client knows an answer of one vector only, without a list
 */
public record EmbedRequest(
    List<String> texts,
    long dimensions,
    @Nullable String task,
    @Nullable String title,
    boolean base64,
    boolean single) {
  public EmbedRequest {
    texts = List.copyOf(texts);
  }

  /** The same for some of the texts. */
  public EmbedRequest part(int from, int to) {
    return new EmbedRequest(texts.subList(from, to), dimensions, task, title, base64, single);
  }
}
