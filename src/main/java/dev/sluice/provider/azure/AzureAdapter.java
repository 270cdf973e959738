package dev.sluice.provider.azure;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Layer;
import io.vertx.core.Future;
import java.util.function.Consumer;

/** A connection to Azure together with where its tokens come from. */
public final class AzureAdapter implements Layer {
  private final Adapter connection;
  private final EntraSource source;

  public AzureAdapter(Adapter connection, EntraSource source) {
    this.connection = connection;
    this.source = source;
  }

  @Override
  public void perform(Attempt attempt, Consumer<Reply> reply) {
    connection.perform(attempt, reply);
  }

  @Override
  public Adapter inner() {
    return connection;
  }

  @Override
  public Future<Void> close() {
    return connection.close().eventually(source::close);
  }
}
