package dev.sluice.provider.translation;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.FailureException;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Layer;
import dev.sluice.wire.embedding.EmbedClient;
import dev.sluice.wire.embedding.EmbedProvider;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * A provider whose vectors clients of several dialects ask for; everything else goes by another
 * adapter.
 */
public final class EmbeddingAdapter implements Layer {
  private final Terms terms;
  private final Adapter others;

  /**
   * How vectors are got.
   *
   * @param own the dialect in which the connection is told of them
   * @param provider how the provider speaks of them
   * @param clients how clients do; those that are not named speak as the provider does
   * @param most how many texts a model of the provider takes at once, at least 1
   * @param bounds of its answers
   * @param connection where it is reached
   */
  public record Terms(
      Dialect own,
      EmbedProvider provider,
      Map<Dialect, EmbedClient> clients,
      ToIntFunction<String> most,
      Bounds bounds,
      Adapter connection) {
    public Terms {
      clients = Map.copyOf(clients);
    }
  }

  /**
   * An adapter of one lane.
   *
   * @param others takes all other requests, and closes the connection with itself
   */
  public EmbeddingAdapter(Terms terms, Adapter others) {
    this.terms = terms;
    this.others = others;
  }

  @Override
  public void perform(Attempt attempt, Consumer<Reply> reply) {
    EmbedClient client = terms.clients().get(attempt.spoken());
    if (attempt.endpoint() != Endpoint.EMBEDDINGS || client == null) {
      others.perform(attempt, reply);
      return;
    }
    try {
      new Embedding(terms, attempt, client, reply).start();
    } catch (FailureException e) {
      reply.accept(new Reply.Failed(e.failure()));
    }
  }

  @Override
  public Adapter inner() {
    return others;
  }
}
