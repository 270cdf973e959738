package dev.sluice.app;

import dev.sluice.config.ProviderConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * How a running node goes over to other providers, models and virtual models. No exchange notices:
 * what has begun goes on with what it began with. One change at a time.
 */
final class Renewal implements Changeover {
  private final Vertx vertx;
  private final Parts parts;
  private final Providers providers;
  private final Probes probes;
  private final Departed departed;
  private volatile SluiceConfig inForce;

  /** The node serves by this configuration. */
  Renewal(
      SluiceConfig inForce,
      Vertx vertx,
      Parts parts,
      Providers providers,
      Probes probes,
      LongSupplier nanos) {
    this.inForce = inForce;
    this.vertx = vertx;
    this.parts = parts;
    this.providers = providers;
    this.probes = probes;
    this.departed = new Departed(nanos);
  }

  @Override
  public SluiceConfig inForce() {
    return inForce;
  }

  /** The providers of the configuration in force. */
  List<ProviderConfig> providers() {
    return inForce.providers();
  }

  /** Files that providers name are read beside the event loops. */
  @Override
  public Future<Ready> prepare(SluiceConfig next) {
    Home home = Home.of(vertx);
    Future<Providers.Change> staged =
        vertx
            .executeBlocking(() -> providers.stage(inForce, next), false)
            .compose(Function.identity());
    return home.bring(staged).map(change -> new Prepared(next, change));
  }

  /** Longest time for which anything that was begun by a configuration may last. */
  static Duration longest(SluiceConfig config) {
    Duration answer = Duration.ZERO;
    for (Target target : Parts.targets(config)) {
      Duration whole = target.timeouts().whole();
      answer = whole.compareTo(answer) > 0 ? whole : answer;
    }
    Duration exchange = config.failover().deadline().plus(answer);
    Duration conversation = config.passing().lifetime();
    return exchange.compareTo(conversation) > 0 ? exchange : conversation;
  }

  private final class Prepared implements Ready {
    private final SluiceConfig next;
    private final Providers.Change change;

    private Prepared(SluiceConfig next, Providers.Change change) {
      this.next = next;
      this.change = change;
    }

    @Override
    public SluiceConfig config() {
      return next;
    }

    @Override
    public Future<Void> take() {
      Home home = Home.of(vertx);
      Duration patience = longest(inForce);
      Set<TargetId> leaving = departed.over(Parts.targets(inForce), Parts.targets(next), patience);
      // Adapters come first: whoever is planned for by the next models is reached.
      return home.bring(change.take(patience))
          .compose(_ -> vertx.executeBlocking(() -> adopt(leaving), false))
          .compose(_ -> home.bring(probes.adopt(next)));
    }

    private SluiceConfig adopt(Set<TargetId> leaving) {
      parts.adopt(next, leaving);
      inForce = next;
      return next;
    }

    @Override
    public Future<Void> drop() {
      return Home.of(vertx).bring(change.drop());
    }
  }
}
