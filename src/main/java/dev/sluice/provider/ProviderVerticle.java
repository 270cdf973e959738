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
import dev.sluice.telemetry.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each {@link Attempt} and {@link Passage} of its lane and dialect with exactly one {@link
 * Reply}, and each {@link Dial} with one {@link Line}.
 */
public final class ProviderVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderVerticle.class);
  private static final Failure UNKNOWN =
      new Failure.Internal("The gateway does not know the provider of this target.");

  private final Dialect dialect;
  private final Lanes lanes;
  private final Map<String, AdapterMaker> first;
  private final Map<String, Adapter> adapters = new HashMap<>();
  private final IdentityHashMap<Adapter, String> leaving = new IdentityHashMap<>();
  private final Set<Adapter> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();

  /**
   * Adapters that are ready to be used.
   *
   * @param adapters by the provider's name
   */
  public record Staged(Map<String, Adapter> adapters) {
    public Staged {
      adapters = Map.copyOf(adapters);
    }
  }

  /**
   * A verticle for the providers of one dialect.
   *
   * @param makers by the provider's name
   */
  public ProviderVerticle(Dialect dialect, Lanes lanes, Map<String, AdapterMaker> makers) {
    this.dialect = dialect;
    this.lanes = lanes;
    this.first = Map.copyOf(makers);
  }

  @Override
  public Future<?> start() {
    first.forEach((name, maker) -> adapters.put(name, maker.make(vertx)));
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
    return deaf.eventually(this::closeAll);
  }

  /** One whose patience ends meanwhile must not be closed a second time. */
  private Future<Void> closeAll() {
    Set<Adapter> all = Collections.newSetFromMap(new IdentityHashMap<>());
    all.addAll(adapters.values());
    all.addAll(leaving.keySet());
    all.addAll(waiting);
    adapters.clear();
    leaving.clear();
    waiting.clear();
    return close(all);
  }

  /**
   * Makes adapters that are not used yet; fails, with none left open, when one cannot be made. Lets
   * others have the event loop after each.
   *
   * @param made their makers, by the provider's name
   */
  public Future<Staged> stage(Map<String, AdapterMaker> made) {
    Promise<Staged> staged = Promise.promise();
    make(made.entrySet().iterator(), new HashMap<>(), staged);
    return staged.future();
  }

  private void make(
      Iterator<Map.Entry<String, AdapterMaker>> left,
      Map<String, Adapter> ready,
      Promise<Staged> staged) {
    context.runOnContext(_ -> {
      if (!left.hasNext()) {
        staged.complete(new Staged(ready));
        return;
      }
      Map.Entry<String, AdapterMaker> next = left.next();
      try {
        Adapter adapter = next.getValue().make(vertx);
        waiting.add(adapter);
        ready.put(next.getKey(), adapter);
        make(left, ready, staged);
      } catch (RuntimeException e) {
        drop(new Staged(ready)).onComplete(_ -> staged.fail(e));
      }
    });
  }

  /** Closes adapters that are not to be used after all. */
  public Future<Void> drop(Staged staged) {
    return on(() -> close(staged.adapters.values().stream().filter(waiting::remove).toList()));
  }

  /**
   * Reaches providers otherwise from now on; what was begun before goes on as it was begun.
   *
   * @param staged adapters of providers that are new or have changed
   * @param gone names of the providers that are no more
   * @param patience after which nothing is left of what was begun before
   */
  public Future<Void> adopt(Staged staged, Set<String> gone, Duration patience) {
    return on(() -> {
      // Plans that were made before may still name a provider that is no more.
      gone.forEach(name -> leave(name, adapters.get(name), patience));
      staged.adapters.forEach((name, next) -> leave(name, adapters.put(name, next), patience));
      staged.adapters.values().forEach(waiting::remove);
      return Future.succeededFuture();
    });
  }

  private Future<Void> on(Supplier<Future<Void>> work) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        _ -> Future.<Void>succeededFuture().compose(_ -> work.get()).onComplete(done));
    return done.future();
  }

  private static Future<Void> close(Collection<Adapter> all) {
    return Future.join(all.stream().map(Adapter::close).toList()).mapEmpty();
  }

  private void leave(String name, @Nullable Adapter old, Duration patience) {
    if (old != null && leaving.putIfAbsent(old, name) == null) {
      vertx.setTimer(Math.max(1, patience.toMillis()), _ -> end(old));
    }
  }

  private void end(Adapter old) {
    String name = leaving.remove(old);
    if (name != null) {
      adapters.remove(name, old);
      old.close()
          .onFailure(cause ->
              LOG.atWarn()
                  .addKeyValue(LogKeys.PROVIDER, name)
                  .addKeyValue(LogKeys.CAUSE, cause)
                  .log("connections could not be closed"));
    }
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
