package dev.sluice.ingress;

import dev.sluice.bus.Lanes;
import dev.sluice.config.ProviderConfig;
import dev.sluice.fleet.Fleet;
import dev.sluice.ingress.upload.DiskSpace;
import dev.sluice.limit.HeldBytes;
import dev.sluice.pipeline.Lane;
import dev.sluice.routing.Models;
import dev.sluice.stats.decisions.DecisionSink;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * What the doors of a node share.
 *
 * @param lanes numbers of the event loops
 * @param laneOf builds the lane of an event loop
 * @param models what can be asked for
 * @param providers of the configuration in force
 * @param readiness whether the node takes requests
 * @param healthy counts fit targets and all targets
 * @param fleet that the node belongs to
 * @param metrics the meters' text in Prometheus' format; may take milliseconds
 * @param connections number of open client connections
 * @param version of the program
 * @param decisions what is told of the decisions of the lane of a number
 * @param pages what is served beside chat, models and health
 * @param disk that uploads take
 * @param memory that the lane of a number may hold for its requests
 */
public record Node(
    Lanes lanes,
    LaneMaker laneOf,
    Models models,
    Supplier<List<ProviderConfig>> providers,
    Readiness readiness,
    Supplier<Targets> healthy,
    Fleet fleet,
    Supplier<String> metrics,
    AtomicInteger connections,
    String version,
    IntFunction<DecisionSink> decisions,
    List<Page> pages,
    DiskSpace disk,
    IntFunction<HeldBytes> memory) {
  public Node {
    pages = List.copyOf(pages);
  }

  /** Builds what the exchanges of one event loop share. */
  public interface LaneMaker {
    /** The lane of a number, on its event loop. */
    Lane lane(int number, Vertx vertx);
  }

  /**
   * How many targets are fit.
   *
   * @param healthy targets that may be tried
   * @param total targets that are enabled
   */
  public record Targets(int healthy, int total) {}
}
