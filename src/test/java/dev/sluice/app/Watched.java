package dev.sluice.app;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.admin.ConfigReport;
import dev.sluice.config.ReloadConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.config.load.ConfigLoader;
import dev.sluice.fleet.Self;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * A watch over a text that a test changes, in a fleet and with a way to changes that are staged.
 */
final class Watched implements AutoCloseable {
  final StagedFleet fleet;
  final StagedChangeover changeover;
  final ConfigStatus status;
  private final Vertx vertx = Vertx.vertx();
  private final ConfigWatch watch;
  private final String deployment;
  private volatile String text;

  /** The node serves by the text. */
  Watched(String text) {
    this.text = text;
    SluiceConfig first = parse(text);
    Self self = new Self("1", "node-1", "1", "", () -> Fleets.version(first), Instant.EPOCH);
    fleet = new StagedFleet(self);
    changeover = new StagedChangeover(first);
    status = new ConfigStatus(self, "sluice.yaml", InstantSource.system());
    Origin origin = new Origin("sluice.yaml", null, () -> parse(this.text));
    watch = new ConfigWatch(origin, changeover, fleet, new ReloadConfig(Duration.ZERO), status);
    deployment = result(vertx.deployVerticle(watch));
  }

  /** A configuration with one model of this name. */
  static String yaml(String model) {
    return yaml(model, "key");
  }

  /** As above, with the provider's key. */
  static String yaml(String model, String key) {
    return """
    providers: {a: {type: openai, base_url: "http://127.0.0.1:9/v1", api_key: %s}}
    models: {%s: {targets: [{provider: a, model: m}]}}
    """
        .formatted(key, model);
  }

  /** Version of a configuration. */
  static String version(String text) {
    return Fleets.version(parse(text));
  }

  static SluiceConfig parse(String text) {
    return ConfigLoader.parse("sluice.yaml", text, Map.of());
  }

  /** Changes the text. */
  void write(String next) {
    text = next;
  }

  /** Changes the text, has it read, and tells what came of it. */
  @CanIgnoreReturnValue
  ConfigReport change(String next) {
    write(next);
    return result(watch.reload());
  }

  /** Has the text read. */
  Future<ConfigReport> reload() {
    return watch.reload();
  }

  /** Version that is in force as the others are told. */
  String version() {
    return fleet.self().config();
  }

  /** Version that is offered to the others. */
  String offered() {
    return fleet.self().offered();
  }

  /** Ends the watch. */
  Future<Void> stop() {
    return vertx.undeploy(deployment);
  }

  @CanIgnoreReturnValue
  static <T> T result(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no result: " + e, e);
    }
  }

  @Override
  public void close() {
    result(vertx.close());
  }
}
