package dev.sluice.app;

import dev.sluice.admin.ConfigReport;
import dev.sluice.config.ReloadConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.config.change.Difference;
import dev.sluice.fleet.Membership;
import dev.sluice.fleet.Standing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a changed configuration while the node serves: by all members of the fleet, or by none.
 *
 * <p>What is not valid, or changes what takes a restart, is refused. Anything else is made ready
 * and offered to the other members; each takes it as soon as all that it sees offer the same, and
 * they are most of the fleet. So there is nobody to lead, and nothing is copied between nodes. A
 * change that leaves the version as it is, such as that of a key, is the node's own affair.
 */
final class ConfigWatch extends VerticleBase {
  /** By which a member is told to read its file now. */
  private static final String TOPIC = "fleet.reload";

  private static final Buffer ORDER = Buffer.buffer(new byte[] {1});

  /** How often a node that waits looks at what the others offer. */
  private static final long PAUSE_MILLIS = 250;

  /** After which whoever ordered a look is told how things stand, though it has not ended. */
  private static final long PATIENCE_MILLIS = 30_000;

  /** How long the end of the verticle waits for what is under way. */
  private static final long END_MILLIS = 5_000;

  private static final String MAJORITY = "a majority of the fleet";

  private final Origin origin;
  private final Changeover changeover;
  private final Membership fleet;
  private final ReloadConfig settings;
  private final ConfigStatus status;
  private final Set<Promise<ConfigReport>> orders = new HashSet<>();
  private Future<Void> work = Future.succeededFuture();
  private @Nullable Pending pending;
  private volatile boolean ended;

  /** What was found in the source, beside what is in force. */
  private record Found(SluiceConfig config, String version, Difference difference) {}

  /** A change that may be taken at any moment. */
  private record Pending(Changeover.Ready ready, String version, List<String> changes) {}

  /** Watches from its deployment on. */
  ConfigWatch(
      Origin origin,
      Changeover changeover,
      Membership fleet,
      ReloadConfig settings,
      ConfigStatus status) {
    this.origin = origin;
    this.changeover = changeover;
    this.fleet = fleet;
    this.settings = settings;
    this.status = status;
  }

  @Override
  public Future<?> start() {
    fleet.post().receive(TOPIC, (_, _) -> context.runOnContext(_ -> begin(this::read)));
    if (settings.watches() && origin.watchable()) {
      vertx.setPeriodic(settings.watch().toMillis(), _ -> idle(() -> judge(origin::look)));
    }
    vertx.setPeriodic(
        PAUSE_MILLIS,
        _ -> {
          if (pending != null) {
            idle(this::settle);
          }
        });
    return Future.succeededFuture();
  }

  /** Ends what is under way, takes back what was offered, and answers whoever waits for it. */
  @Override
  public Future<?> stop() {
    Promise<Void> over = Promise.promise();
    long timer = vertx.setTimer(END_MILLIS, _ -> over.tryComplete());
    begin(this::drop);
    ended = true;
    work.onComplete(_ -> {
      vertx.cancelTimer(timer);
      over.tryComplete();
    });
    Set.copyOf(orders).forEach(this::answer);
    return over.future();
  }

  /**
   * Reads the source now and has the other members read theirs; tells what came of it here, or how
   * things stand after half a minute and at the end of the node. Never fails.
   */
  Future<ConfigReport> reload() {
    if (ended) {
      return Future.succeededFuture(status.report());
    }
    fleet.post().toAll(TOPIC, ORDER);
    Promise<ConfigReport> order = Promise.promise();
    context.runOnContext(_ -> {
      orders.add(order);
      begin(this::read);
      if (ended) {
        answer(order);
        return;
      }
      long timer = vertx.setTimer(PATIENCE_MILLIS, _ -> answer(order));
      work.onComplete(_ -> {
        vertx.cancelTimer(timer);
        answer(order);
      });
    });
    return order.future();
  }

  private void answer(Promise<ConfigReport> order) {
    if (orders.remove(order)) {
      order.complete(status.report());
    }
  }

  /** One thing after the other, and nothing after the end. */
  private void begin(Supplier<Future<Void>> step) {
    if (!ended) {
      work = work.transform(_ -> step.get());
    }
  }

  /** What comes again by itself is left out while something else is under way. */
  private void idle(Supplier<Future<Void>> step) {
    if (work.isComplete()) {
      begin(step);
    }
  }

  private Future<Void> read() {
    return judge(origin::read);
  }

  private Future<Void> judge(Callable<Origin.Look> looking) {
    return vertx
        .executeBlocking(looking, false)
        .compose(look -> look == null ? Future.succeededFuture() : heed(look))
        .recover(cause -> refuse(List.of(reason(cause))));
  }

  private Future<Void> heed(Origin.Look look) {
    return switch (look) {
      case Origin.Known _ -> Future.succeededFuture();
      case Origin.Invalid invalid -> refuse(invalid.problems());
      case Origin.Valid valid ->
          vertx
              .executeBlocking(() -> compare(valid.config()), false)
              .compose(found -> found == null ? Future.succeededFuture() : consider(found));
    };
  }

  /** Takes milliseconds where there are many models. */
  private Found compare(SluiceConfig config) {
    return new Found(
        config, Fleets.version(config), Difference.between(changeover.inForce(), config));
  }

  private Future<Void> consider(Found found) {
    Pending known = pending;
    if (known != null && known.ready.config().equals(found.config)) {
      return settle();
    }
    Difference difference = found.difference;
    if (difference.empty()) {
      return drop().onSuccess(_ -> status.current());
    }
    if (!difference.fixed().isEmpty()) {
      return refuse(
          difference.fixed().stream()
              .map(section -> section + ": a change of it takes a restart of the node")
              .toList());
    }
    return drop()
        .compose(_ -> changeover.prepare(found.config))
        .compose(ready -> {
          pending = new Pending(ready, found.version, difference.lines());
          fleet.self().offer(found.version);
          return settle();
        });
  }

  /** Takes what is ready when the others would as well. */
  private Future<Void> settle() {
    Pending ready = pending;
    if (ready == null) {
      return Future.succeededFuture();
    }
    List<String> missing = missing(ready.version);
    if (!missing.isEmpty()) {
      status.waiting(ready.changes, missing);
      return Future.succeededFuture();
    }
    pending = null;
    return ready
        .ready
        .take()
        .onSuccess(_ -> {
          fleet.self().configured(ready.version);
          status.taken(ready.changes);
        })
        .onFailure(cause -> broken(ready, cause))
        .otherwiseEmpty();
  }

  /** The others are told what is in force here now, so that they stay where they still can. */
  private void broken(Pending change, Throwable cause) {
    boolean over = changeover.inForce().equals(change.ready.config());
    fleet.self().configured(over ? change.version : fleet.self().config());
    status.broken(cause);
  }

  private List<String> missing(String version) {
    if (version.equals(fleet.self().config())) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    fleet.without(version).forEach(presence -> names.add(presence.member().name()));
    if (fleet.view().standing() == Standing.MINORITY) {
      names.add(MAJORITY);
    }
    return names;
  }

  private Future<Void> refuse(List<String> problems) {
    return drop().onSuccess(_ -> status.refused(problems));
  }

  /** Gives up what was ready and offers what is in force. */
  private Future<Void> drop() {
    Pending known = pending;
    pending = null;
    fleet.self().offer(fleet.self().config());
    return known == null ? Future.succeededFuture() : known.ready.drop().otherwiseEmpty();
  }

  private static String reason(Throwable cause) {
    String said = cause.getMessage();
    return said == null || said.isEmpty() ? cause.toString() : said;
  }
}
