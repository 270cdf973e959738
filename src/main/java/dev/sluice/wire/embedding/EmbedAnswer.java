package dev.sluice.wire.embedding;

import java.util.ArrayList;
import java.util.List;

/**
 * The vectors of an answer.
 *
 * @param vectors in the order of the texts
 * @param tokens of the texts, -1 when the provider does not tell
 */
public record EmbedAnswer(List<Vector> vectors, long tokens) {
  public EmbedAnswer {
    vectors = List.copyOf(vectors);
  }

  /** This one followed by another. */
  public EmbedAnswer plus(EmbedAnswer next) {
    List<Vector> all = new ArrayList<>(vectors);
    all.addAll(next.vectors);
    return new EmbedAnswer(all, tokens < 0 || next.tokens < 0 ? -1 : tokens + next.tokens);
  }
}
