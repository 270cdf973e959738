package dev.sluice.wire.embedding;

import dev.sluice.wire.canonical.Dropped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What vectors are asked for.
 *
 * @param texts at least one, none of them empty
 * @param dimensions length of a vector, 0 when nothing is said
 * @param task what the vectors are for, in Gemini's words; null when nothing is said
 * @param title of the document that a text is, null when nothing is said
 * @param user who asks, in OpenAI's words; null when nothing is said
 * @param base64 whether vectors are wanted as base64 of floats, lowest byte first
 * @param single whether the client knows an answer of one vector only, without a list
 */
public record EmbedRequest(
    List<String> texts,
    long dimensions,
    @Nullable String task,
    @Nullable String title,
    @Nullable String user,
    boolean base64,
    boolean single) {
  private static final String NO_COUNTERPART = "no counterpart";

  public EmbedRequest {
    texts = List.copyOf(texts);
  }

  /** The same for some of the texts. */
  public EmbedRequest part(int from, int to) {
    return new EmbedRequest(texts.subList(from, to), dimensions, task, title, user, base64, single);
  }

  /** Leaves out what the vectors are for, which Gemini's providers alone are told. */
  public void dropPurpose(Dropped dropped) {
    if (task != null) {
      dropped.drop("taskType", NO_COUNTERPART);
    }
    if (title != null) {
      dropped.drop("title", NO_COUNTERPART);
    }
  }

  /** Leaves out who asks, which OpenAI's providers alone are told. */
  public void dropUser(Dropped dropped) {
    if (user != null) {
      dropped.drop("user", NO_COUNTERPART);
    }
  }
}
