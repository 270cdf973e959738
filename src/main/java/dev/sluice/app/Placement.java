package dev.sluice.app;

import dev.sluice.bus.Lanes;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The instances of one verticle, exactly one on each event loop.
 *
 * <p>Vert.x gives out event loops in turn, to deployments and to whatever else asks for one
 * meanwhile. Of two instances on one loop the lane of another would have none, so an instance that
 * finds its loop taken is dropped and the next one is deployed.
 */
final class Placement {
  private final Vertx vertx;
  private final Lanes lanes;
  private final int loops;
  private final Supplier<Deployable> maker;
  private final Set<Integer> taken = ConcurrentHashMap.newKeySet();
  private final List<String> deployments = new ArrayList<>();

  /**
   * A verticle that is nowhere yet.
   *
   * @param loops how many event loops there are
   * @param maker of its instances
   */
  Placement(Vertx vertx, Lanes lanes, int loops, Supplier<Deployable> maker) {
    this.vertx = vertx;
    this.lanes = lanes;
    this.loops = loops;
    this.maker = maker;
  }

  /** Deploys the instances, one after the other; completes when all have started. */
  Future<Placement> deploy() {
    if (placed() == loops) {
      return Future.succeededFuture(this);
    }
    Instance instance = new Instance();
    return vertx
        .deployVerticle(instance)
        .compose(id -> instance.idle() ? vertx.undeploy(id) : keep(id))
        .compose(_ -> deploy());
  }

  private synchronized int placed() {
    return deployments.size();
  }

  private synchronized Future<Void> keep(String deployment) {
    deployments.add(deployment);
    return Future.succeededFuture();
  }

  /** Stops all instances at once; completes when all have. */
  synchronized Future<Void> undeploy() {
    return Future.join(deployments.stream().map(vertx::undeploy).toList()).mapEmpty();
  }

  /** Starts a verticle if it is the first on its event loop, else nothing. */
  private final class Instance implements Deployable {
    private volatile Deployable verticle = Idle.INSTANCE;

    boolean idle() {
      return verticle == Idle.INSTANCE;
    }

    @Override
    public Future<?> deploy(Context context) throws Exception {
      if (taken.add(lanes.of(context))) {
        verticle = maker.get();
      }
      return verticle.deploy(context);
    }

    @Override
    public Future<?> undeploy(Context context) throws Exception {
      return verticle.undeploy(context);
    }
  }

  private enum Idle implements Deployable {
    INSTANCE;

    @Override
    public Future<?> deploy(Context context) {
      return Future.succeededFuture();
    }

    @Override
    public Future<?> undeploy(Context context) {
      return Future.succeededFuture();
    }
  }
}
