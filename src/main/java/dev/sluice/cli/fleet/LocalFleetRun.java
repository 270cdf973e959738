package dev.sluice.cli.fleet;

import dev.sluice.config.SluiceConfig;
import dev.sluice.config.load.ConfigSource;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A local fleet from its start to its end. */
public final class LocalFleetRun {
  /**
   * What is to be run.
   *
   * @param nodes how many, at least 1
   * @param host of the balancer
   * @param port of the balancer, 0 for any
   * @param restart whether nodes that die are started again
   */
  public record Wishes(int nodes, String host, int port, boolean restart) {}

  /** On a machine that is busy with other things even a few nodes take long. */
  private static final Duration START = Duration.ofMinutes(2);

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration CLOSING = Duration.ofSeconds(8);
  private static final long LOOK_MILLIS = 20;
  private static final long EDITS_MILLIS = 500;
  private static final int SECRET_BYTES = 32;

  private final Wishes wishes;
  private final SluiceConfig config;
  private final Consumer<String> say;
  private final AtomicInteger port = new AtomicInteger();
  private final List<LocalNode> nodes = new ArrayList<>();
  private volatile List<NodePlan> plans = List.of();
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Path folder;
  private final String secret = secret();
  private volatile boolean stopping;

  /**
   * A fleet that does not run yet.
   *
   * @param config what all nodes have in common
   * @param say takes what is to be printed, a line each, from any thread
   * @throws IOException when the system gives no temporary folder
   */
  public LocalFleetRun(Wishes wishes, SluiceConfig config, Consumer<String> say)
      throws IOException {
    this.wishes = wishes;
    this.config = config;
    this.say = say;
    // Only its owner may look into it: the configurations hold the fleet's secret.
    this.folder = Files.createTempDirectory("sluice-fleet");
  }

  /**
   * Starts the balancer and the nodes, and returns when all nodes are ready.
   *
   * @param yaml text of the configuration
   * @throws IllegalStateException when the port is taken, or a node is not ready in time
   */
  public void start(String yaml) throws IOException, InterruptedException {
    long began = System.nanoTime();
    plans = NodePlan.of(wishes.nodes(), wishes.port());
    List<Backend> backends =
        plans.stream().map(plan -> new Backend(plan.name(), plan.port())).toList();
    open(
        new Balancer(
            wishes.host(), wishes.port(), config.server().pathPrefix(), backends, port::set));
    launch(yaml);
    awaitReady(backends);
    long millis = (System.nanoTime() - began) / 1_000_000;
    NodeTable.lines(plans, nodes, url(), millis).forEach(say);
  }

  /**
   * Gives the nodes what changes in their configuration, which they take together; returns when the
   * fleet stops.
   *
   * @param yaml text of the configuration by which they were started
   */
  public void follow(ConfigSource source, String yaml) throws InterruptedException {
    Edits edits = new Edits(source, yaml, this::pass, say);
    while (!stopping) {
      TimeUnit.MILLISECONDS.sleep(EDITS_MILLIS);
      edits.look();
    }
  }

  private void pass(String yaml) {
    try {
      for (NodePlan plan : plans) {
        // No node is to see half of it.
        Path part = Files.writeString(folder.resolve(plan.name() + ".part"), own(plan, yaml));
        var _ = Files.move(part, file(plan), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      say.accept("the changed configuration is not passed on: " + e);
    }
  }

  private Path file(NodePlan plan) {
    return folder.resolve(plan.name() + ".yaml");
  }

  private String own(NodePlan plan, String yaml) {
    return plan.configuration(yaml, plans, secret);
  }

  private static String secret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }

  /** Where the balancer answers. */
  public String url() {
    return "http://" + wishes.host() + ":" + port.get() + config.server().pathPrefix();
  }

  /** Process of each node, in order. */
  public synchronized List<LocalNode> nodes() {
    return List.copyOf(nodes);
  }

  private void open(Balancer balancer) throws InterruptedException {
    try {
      String id =
          vertx
              .deployVerticle(balancer)
              .toCompletionStage()
              .toCompletableFuture()
              .get(START.toSeconds(), TimeUnit.SECONDS);
      assert !id.isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "cannot listen on %s:%d: %s".formatted(wishes.host(), wishes.port(), cause.getMessage()),
          e);
    }
  }

  private synchronized void launch(String yaml) throws IOException {
    LocalNode.Runner runner =
        new LocalNode.Runner(new ChildProgram(1.0 / wishes.nodes()), wishes.restart(), say);
    for (NodePlan plan : plans) {
      Path file = Files.writeString(file(plan), own(plan, yaml));
      LocalNode node = new LocalNode(plan.name(), file, runner);
      nodes.add(node);
      node.start();
      say.accept("%s starts at %s".formatted(plan.name(), plan.url()));
    }
  }

  private void awaitReady(List<Backend> backends) throws InterruptedException {
    long began = System.nanoTime();
    long told = began;
    for (List<String> late = late(backends); !late.isEmpty(); late = late(backends)) {
      long now = System.nanoTime();
      if (stopping) {
        throw new IllegalStateException("told to stop before all nodes were ready");
      }
      if (now - began > START.toNanos()) {
        throw new IllegalStateException("not ready in time: " + String.join(", ", late));
      }
      if (now - told > PATIENCE.toNanos()) {
        told = now;
        say.accept("still waiting for " + String.join(", ", late));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private static List<String> late(List<Backend> backends) {
    return backends.stream().filter(node -> !node.ready()).map(Backend::name).toList();
  }

  /**
   * Tells all nodes to stop, waits until their exchanges have ended, and closes the balancer after
   * them. Returns when nothing is left of the fleet.
   */
  public void stop() {
    stopping = true;
    List<LocalNode> all = nodes();
    all.forEach(LocalNode::stop);
    Duration bound = config.server().drain().plus(CLOSING);
    try {
      for (LocalNode node : all) {
        boolean _ = node.awaitEnd(bound);
      }
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(CLOSING.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      say.accept("the balancer was not closed: " + e);
    }
    clear();
  }

  private void clear() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException | UncheckedIOException e) {
      say.accept("%s is left behind: %s".formatted(folder, e.getMessage()));
    }
  }
}
