package dev.sluice.fleet.cluster;

import com.hazelcast.core.HazelcastInstance;
import dev.sluice.config.ClusterConfig;
import dev.sluice.fleet.FleetView;
import dev.sluice.fleet.Membership;
import dev.sluice.fleet.Post;
import dev.sluice.fleet.Presence;
import dev.sluice.fleet.Self;
import dev.sluice.fleet.channel.Channel;
import dev.sluice.fleet.channel.FleetKey;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A fleet whose members Hazelcast finds and watches, while they speak on connections of their own.
 *
 * <p>All that happens in it happens on one worker thread of the node, in order.
 */
public final class HazelcastFleet implements Membership {
  private static final String POOL = "sluice-fleet";

  private final Self self;
  private final Vertx vertx;
  private final Channel channel;
  private final Seat seat;
  private final AtomicReference<@Nullable Future<String>> deployed = new AtomicReference<>();

  /** A fleet that the node has not entered yet. */
  public HazelcastFleet(ClusterConfig config, Self self, Vertx vertx) {
    this.self = self;
    this.vertx = vertx;
    byte[] key = FleetKey.of(config.secret(), "channel");
    this.channel = new Channel(config.channel(), config.listen(), key, self.id(), vertx);
    this.seat = new Seat(config, self, channel, System::nanoTime);
  }

  @Override
  public FleetView view() {
    return seat.views().latest();
  }

  @Override
  public void follow(Consumer<FleetView> listener) {
    seat.views().follow(listener);
  }

  @Override
  public Post post() {
    return channel;
  }

  @Override
  public Self self() {
    return self;
  }

  @Override
  public MeterBinder traffic() {
    return channel.traffic();
  }

  @Override
  public List<Presence> presences() {
    return seat.presences();
  }

  @Override
  public void drain(String member, boolean draining) {
    if (member.equals(self.id())) {
      self.drain(draining);
    } else {
      channel.to(member, DrainOrder.TOPIC, new DrainOrder(draining).encode());
    }
  }

  /**
   * The member of Hazelcast's, once the node has joined. Nothing may wait for it on the way of a
   * request.
   */
  public Future<HazelcastInstance> hazelcast() {
    return seat.hazelcast();
  }

  @Override
  public Future<Void> join() {
    DeploymentOptions options =
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.WORKER)
            .setWorkerPoolName(POOL)
            .setWorkerPoolSize(1);
    Future<String> deployment = vertx.deployVerticle(seat, options);
    deployed.set(deployment);
    return deployment.mapEmpty();
  }

  @Override
  public Future<Void> leave() {
    Future<String> deployment = deployed.getAndSet(null);
    return deployment == null
        ? Future.succeededFuture()
        : deployment.compose(vertx::undeploy).transform(_ -> Future.succeededFuture());
  }
}
