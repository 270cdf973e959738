package dev.sluice.app;

import dev.sluice.bus.Topics;
import dev.sluice.config.SluiceConfig;
import dev.sluice.config.load.ConfigSource;
import dev.sluice.fleet.lease.LeaseVerticle;
import dev.sluice.fleet.lease.Leases;
import dev.sluice.ingress.IngressVerticle;
import dev.sluice.ingress.Node;
import dev.sluice.ingress.Readiness;
import dev.sluice.ingress.upload.DiskSpace;
import dev.sluice.pipeline.FirstTokenBound;
import dev.sluice.pipeline.MeasuredFirstToken;
import dev.sluice.pipeline.NodeAvailability;
import dev.sluice.routing.RoutingVerticle;
import dev.sluice.routing.Statistics;
import dev.sluice.stats.StatsVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One node: everything that serves, built from one configuration. */
public final class Gateway {
  private final SluiceConfig config;
  private final int loops;
  private final Transport transport;
  private final Vertx vertx;
  private final Parts parts;
  private final DecisionTrail trail;
  private final Providers providers;
  private final Probes probes;
  private final Renewal renewal;
  private final ConfigWatch watch;
  private final Node node;
  private final AtomicInteger port = new AtomicInteger();
  private final AtomicReference<@Nullable Placement> ingress = new AtomicReference<>();
  private final AtomicReference<@Nullable String> leasing = new AtomicReference<>();
  private final AtomicReference<@Nullable String> watching = new AtomicReference<>();
  private final AtomicBoolean stopping = new AtomicBoolean();

  // Of no event loop: there is none left to tell of the end.
  private final Promise<Void> closed = Promise.promise();

  /**
   * A node that is built but closed, whose configuration never changes.
   *
   * @param version of the program
   * @throws IllegalStateException when the transport that was asked for does not work here
   */
  public Gateway(SluiceConfig config, String version) {
    this(config, version, Origin.of(config), MeasuredFirstToken::new);
  }

  /**
   * A node that is built but closed, and takes what changes in the source.
   *
   * @param source of the configuration
   */
  public Gateway(SluiceConfig config, String version, ConfigSource source) {
    this(config, version, Origin.of(source), MeasuredFirstToken::new);
  }

  /**
   * As the first.
   *
   * @param firstToken when a target's first token is late, by what its lane knows
   */
  public Gateway(
      SluiceConfig config, String version, Function<Statistics, FirstTokenBound> firstToken) {
    this(config, version, Origin.of(config), firstToken);
  }

  private Gateway(
      SluiceConfig config,
      String version,
      Origin origin,
      Function<Statistics, FirstTokenBound> firstToken) {
    this.config = config;
    this.loops = loops(config);
    this.transport = Transports.choose(config.server().transport());
    this.vertx =
        Vertx.builder()
            .with(new VertxOptions().setEventLoopPoolSize(loops))
            .withTransport(transport)
            .build();
    Topics.register(vertx);
    this.parts = Parts.of(config, vertx, loops, Fleets.of(config, version, vertx));
    this.trail = DecisionTrail.of(config.decisions(), parts, loops);
    Memory memory = new Memory(config, loops, parts.lanes());
    Adapters adapters = new Adapters(config, memory::room);
    ConfigStatus status =
        new ConfigStatus(parts.fleet().self(), origin.name(), InstantSource.system());
    Stream.of(adapters.keys(), adapters.media(), status).forEach(parts.meters()::bind);
    this.providers = new Providers(parts.lanes(), adapters);
    this.probes = new Probes(config, parts, vertx);
    this.renewal = new Renewal(config, vertx, parts, providers, probes, System::nanoTime);
    this.watch = new ConfigWatch(origin, renewal, parts.fleet(), config.reload(), status);
    this.node =
        new Node(
            parts.lanes(),
            (number, on) -> parts.lane(number, on, config, loops, firstToken),
            parts.models(),
            renewal::providers,
            new Readiness(),
            () -> new Node.Targets(parts.health().healthy(), parts.health().total()),
            parts.fleet(),
            parts.meters()::scrape,
            new AtomicInteger(),
            version,
            trail::lane,
            ControlPages.of(parts, vertx, trail.last(), status, watch::reload),
            new DiskSpace(config.limits().uploadDisk()),
            memory::lane);
    parts.fleet().self().onChange(this::heed);
  }

  private static int loops(SluiceConfig config) {
    int lanes = config.server().lanes();
    return lanes > 0 ? lanes : Runtime.getRuntime().availableProcessors();
  }

  /** The node is ready for balancers unless it was told to drain. */
  private void heed() {
    if (parts.fleet().self().draining()) {
      node.readiness().change(Readiness.Stage.READY, Readiness.Stage.DRAINING);
    } else {
      node.readiness().change(Readiness.Stage.DRAINING, Readiness.Stage.READY);
    }
  }

  /** Opens the node; completes with it when it is in its fleet and takes requests. */
  public Future<Gateway> start() {
    // Finding the others takes longer than all the rest.
    return Future.all(parts.fleet().join().compose(_ -> lease()), open())
        .map(_ -> {
          node.readiness().change(Readiness.Stage.STARTING, Readiness.Stage.READY);
          parts.fleet().self().answersAt(address());
          return this;
        })
        .onFailure(_ -> trail.close().onComplete(_ -> vertx.close()));
  }

  private Future<Void> open() {
    return trail
        .open()
        .compose(_ -> parts.models().follow(vertx.eventBus()).completion())
        .compose(_ -> providers.deploy(config, this::each))
        .compose(_ ->
            each(() ->
                new RoutingVerticle(
                    parts.lanes(),
                    parts.models(),
                    new NodeAvailability(parts.health(), parts.caps()),
                    parts::statistics)))
        .compose(_ -> probes.deploy())
        .compose(_ -> vertx.deployVerticle(watch).onSuccess(watching::set))
        .compose(
            _ -> vertx.deployVerticle(new StatsVerticle(parts.board()), StatsVerticle.options()))
        .compose(_ -> each(() -> new IngressVerticle(node, config, port::set)))
        .onSuccess(ingress::set)
        .mapEmpty();
  }

  /** Has the leases look after themselves; completes when they have been filled. */
  private Future<Void> lease() {
    Leases leases = parts.leases();
    return leases == null
        ? Future.succeededFuture()
        : vertx
            .deployVerticle(new LeaseVerticle(leases, config.leases()), LeaseVerticle.options())
            .onSuccess(leasing::set)
            .mapEmpty();
  }

  /** What is left of the leases goes back as long as there is a fleet to give it to. */
  private Future<Void> giveBack() {
    return undeploy(leasing);
  }

  /** A change that is being taken is taken as a whole before the parts that it is made of go. */
  private Future<Void> settle() {
    return undeploy(watching);
  }

  private Future<Void> undeploy(AtomicReference<@Nullable String> deployment) {
    String deployed = deployment.get();
    return deployed == null ? Future.succeededFuture() : vertx.undeploy(deployed);
  }

  private String address() {
    return Fleets.address(config.server().host(), port());
  }

  /** Deploys one instance on each event loop. */
  private Future<Placement> each(Supplier<Deployable> verticle) {
    return new Placement(vertx, parts.lanes(), loops, verticle).deploy();
  }

  /**
   * Gives balancers notice, lets exchanges in flight end, up to the time for draining, and closes
   * the node. A second call waits for the first.
   */
  public Future<Void> stop() {
    if (stopping.compareAndSet(false, true)) {
      node.readiness().enter(Readiness.Stage.DRAINING);
      parts.fleet().self().leave();
      notice()
          .compose(_ -> closeDoor())
          .transform(_ -> settle())
          .transform(_ -> giveBack())
          .transform(_ -> parts.fleet().leave())
          .onComplete(_ -> {
            parts.meters().close();
            trail.close().transform(_ -> vertx.close()).onComplete(closed);
          });
    }
    return closed.future();
  }

  private Future<?> notice() {
    long millis = config.server().notice().toMillis();
    return millis == 0 || ingress.get() == null
        ? Future.succeededFuture()
        : vertx.timer(millis, TimeUnit.MILLISECONDS);
  }

  private Future<Void> closeDoor() {
    Placement open = ingress.get();
    return open == null ? Future.succeededFuture() : open.undeploy();
  }

  /** The TCP port that the node listens on. */
  public int port() {
    return port.get();
  }

  /** Name of the transport that drives the sockets. */
  public String transport() {
    return transport.name();
  }

  /** How many lanes the node has. */
  public int lanes() {
    return loops;
  }
}
