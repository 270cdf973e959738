package dev.sluice.provider;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Lanes;
import dev.sluice.bus.Reply;
import dev.sluice.bus.Topics;
import dev.sluice.model.Dialect;
import dev.sluice.model.Failure;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers each {@link Attempt} of its lane and dialect with exactly one {@link Reply}. */
public final class ProviderVerticle extends VerticleBase {
  private static final DeliveryOptions LOCAL = Topics.local();

  private final Dialect dialect;
  private final Lanes lanes;
  private final Map<String, AdapterMaker> makers;
  private final Map<String, Adapter> adapters = new HashMap<>();
  private @Nullable MessageConsumer<Attempt> consumer;

  /**
   * A verticle for the providers of one dialect.
   *
   * @param makers by the provider's name
   */
  public ProviderVerticle(Dialect dialect, Lanes lanes, Map<String, AdapterMaker> makers) {
    this.dialect = dialect;
    this.lanes = lanes;
    this.makers = Map.copyOf(makers);
  }

  @Override
  public Future<?> start() {
    makers.forEach((name, maker) -> adapters.put(name, maker.make(vertx)));
    String address = Topics.provider(lanes.of(context), dialect);
    MessageConsumer<Attempt> attempts = vertx.eventBus().localConsumer(address);
    consumer = attempts.handler(this::perform);
    return attempts.completion();
  }

  @Override
  public Future<?> stop() {
    Future<Void> deaf = consumer == null ? Future.succeededFuture() : consumer.unregister();
    return deaf.eventually(
        () -> Future.join(adapters.values().stream().map(Adapter::close).toList()));
  }

  private void perform(Message<Attempt> message) {
    Attempt attempt = message.body();
    Consumer<Reply> answer = reply -> message.reply(reply, LOCAL);
    Adapter adapter = adapters.get(attempt.target().provider());
    if (adapter == null) {
      answer.accept(
          new Reply.Failed(
              new Failure.Internal("The gateway does not know the provider of this target.")));
      return;
    }
    adapter.perform(attempt, answer);
  }
}
