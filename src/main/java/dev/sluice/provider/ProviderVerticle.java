package dev.sluice.provider;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Dial;
import dev.sluice.bus.Lanes;
import dev.sluice.bus.Line;
import dev.sluice.bus.Passage;
import dev.sluice.bus.Reply;
import dev.sluice.bus.Topics;
import dev.sluice.model.Dialect;
import dev.sluice.model.Failure;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Answers each {@link Attempt} and {@link Passage} of its lane and dialect with exactly one {@link
 * Reply}, and each {@link Dial} with one {@link Line}.
 */
public final class ProviderVerticle extends VerticleBase {
  private static final DeliveryOptions LOCAL = Topics.local();
  private static final Failure UNKNOWN =
      new Failure.Internal("The gateway does not know the provider of this target.");

  private final Dialect dialect;
  private final Lanes lanes;
  private final Map<String, AdapterMaker> makers;
  private final Map<String, Adapter> adapters = new HashMap<>();
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();

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
    int lane = lanes.of(context);
    listen(Topics.provider(lane, dialect), this::perform);
    listen(Topics.passage(lane, dialect), this::pass);
    listen(Topics.dial(lane, dialect), this::dial);
    return Future.join(consumers.stream().map(MessageConsumer::completion).toList());
  }

  private <T> void listen(String address, Handler<Message<T>> handler) {
    MessageConsumer<T> consumer = vertx.eventBus().localConsumer(address);
    consumers.add(consumer.handler(handler));
  }

  @Override
  public Future<?> stop() {
    Future<?> deaf = Future.join(consumers.stream().map(MessageConsumer::unregister).toList());
    return deaf.eventually(
        () -> Future.join(adapters.values().stream().map(Adapter::close).toList()));
  }

  private void perform(Message<Attempt> message) {
    Attempt attempt = message.body();
    Consumer<Reply> answer = reply -> message.reply(reply, LOCAL);
    Adapter adapter = adapters.get(attempt.target().provider());
    if (adapter == null) {
      answer.accept(new Reply.Failed(UNKNOWN));
      return;
    }
    adapter.perform(attempt, answer);
  }

  private void pass(Message<Passage> message) {
    Adapter adapter = adapters.get(message.body().provider());
    if (adapter == null) {
      message.reply(new Reply.Failed(UNKNOWN), LOCAL);
    } else {
      adapter.pass(message.body(), reply -> message.reply(reply, LOCAL));
    }
  }

  private void dial(Message<Dial> message) {
    Adapter adapter = adapters.get(message.body().target().provider());
    if (adapter == null) {
      message.reply(new Line.Failed(UNKNOWN), LOCAL);
    } else {
      adapter.dial(message.body(), line -> message.reply(line, LOCAL));
    }
  }
}
