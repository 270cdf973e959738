package dev.sluice.provider.vectors;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.model.Endpoint;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Layer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/**
 * A provider of OpenAI's dialect whose embeddings come as the client asked for them: as numbers or
 * as base64, whichever of the two the provider makes, and for more inputs than it takes at a time.
 * All else passes untouched.
 */
public final class VectorsAdapter implements Layer {
  private final Context context;
  private final Making making;
  private final Adapter connection;

  /**
   * What is known of a provider's embeddings.
   *
   * @param batch most inputs that it takes at a time
   * @param base64 whether it knows {@code encoding_format}, which is left out where it does not
   * @param answer longest answer that is taken, in bytes
   */
  public record Making(int batch, boolean base64, int answer) {
    public Making {
      if (batch < 1 || answer < 1) {
        throw new IllegalArgumentException("a batch has an input at least, an answer a byte");
      }
    }
  }

  /**
   * An adapter for the lane whose context is current.
   *
   * @param connection where the provider is reached
   */
  public VectorsAdapter(Vertx vertx, Making making, Adapter connection) {
    this.context = vertx.getOrCreateContext();
    this.making = making;
    this.connection = connection;
  }

  @Override
  public void perform(Attempt attempt, Consumer<Reply> reply) {
    if (attempt.endpoint() == Endpoint.EMBEDDINGS) {
      new VectorsCall(context, making, connection, attempt, reply).start();
    } else {
      connection.perform(attempt, reply);
    }
  }

  @Override
  public Adapter inner() {
    return connection;
  }
}
