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
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
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
    EventBus bus = vertx.eventBus();
    consumers.add(Topics.provider(lane, dialect).serve(bus, this::perform));
    consumers.add(Topics.passage(lane, dialect).serve(bus, this::pass));
    consumers.add(Topics.dial(lane, dialect).serve(bus, this::dial));
    return Future.join(consumers.stream().map(MessageConsumer::completion).toList());
  }

  @Override
  public Future<?> stop() {
    Future<?> deaf = Future.join(consumers.stream().map(MessageConsumer::unregister).toList());
    return deaf.eventually(
        () -> Future.join(adapters.values().stream().map(Adapter::close).toList()));
  }

  private void perform(Attempt attempt, Consumer<Reply> reply) {
    Adapter adapter = adapters.get(attempt.target().provider());
    if (adapter == null) {
      reply.accept(new Reply.Failed(UNKNOWN));
    } else {
      adapter.perform(attempt, reply);
    }
  }

  private void pass(Passage passage, Consumer<Reply> reply) {
    Adapter adapter = adapters.get(passage.provider());
    if (adapter == null) {
      reply.accept(new Reply.Failed(UNKNOWN));
    } else {
      adapter.pass(passage, reply);
    }
  }

  private void dial(Dial dial, Consumer<Line> reply) {
    Adapter adapter = adapters.get(dial.target().provider());
    if (adapter == null) {
      reply.accept(new Line.Failed(UNKNOWN));
    } else {
      adapter.dial(dial, reply);
    }
  }
}
