package dev.sluice.fleet.lease;

import dev.sluice.config.LeasesConfig;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;

/** Lets the node's leases look after themselves. One a node. */
public final class LeaseVerticle extends VerticleBase {
  private final Leases leases;
  private final LeasesConfig config;
  private final Promise<Void> settled = Promise.promise();
  private long ticker = -1;
  private long looks;

  /** Looks at the leases once deployed, which it is when all have had a first answer. */
  public LeaseVerticle(Leases leases, LeasesConfig config) {
    this.leases = leases;
    this.config = config;
  }

  /** How it is to be deployed: off the event loops. */
  public static DeploymentOptions options() {
    return new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);
  }

  @Override
  public Future<?> start() {
    leases.begin(task -> context.runOnContext(_ -> task.run()));
    ticker = vertx.setPeriodic(1, config.interval().toMillis(), _ -> look());
    return settled.future();
  }

  private void look() {
    leases.look();
    looks++;
    // A node whose store is away starts all the same, on its share.
    boolean waited = looks * config.interval().toMillis() > 2 * config.timeout().toMillis();
    if (waited || leases.settled()) {
      settled.tryComplete();
    }
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(ticker);
    return Future.fromCompletionStage(leases.close(), context);
  }
}
