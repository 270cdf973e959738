package dev.sluice.app;

import dev.sluice.config.DecisionsConfig;
import dev.sluice.pipeline.DecisionScribe;
import dev.sluice.pipeline.NodeAvailability;
import dev.sluice.routing.Witness;
import dev.sluice.stats.decisions.DecisionFile;
import dev.sluice.stats.decisions.DecisionLog;
import dev.sluice.stats.decisions.DecisionMeters;
import dev.sluice.stats.decisions.DecisionSink;
import dev.sluice.stats.decisions.NodeDecisions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Where the decisions of a node go: the last ones stay in memory, and a file gets them if set. */
final class DecisionTrail {
  private final NodeDecisions last;
  private final @Nullable Written written;

  private DecisionTrail(NodeDecisions last, @Nullable Written written) {
    this.last = last;
    this.written = written;
  }

  /** The trail of a node with so many lanes. */
  static DecisionTrail of(DecisionsConfig config, Parts parts, int lanes) {
    NodeDecisions last = new NodeDecisions(lanes);
    if (config.file().isEmpty()) {
      return new DecisionTrail(last, null);
    }
    ExecutorService writer =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("sluice-decisions").factory());
    DecisionFile file = new DecisionFile(Path.of(config.file()), config.size(), config.keep());
    DecisionLog log = new DecisionLog(file, writer);
    parts.meters().bind(new DecisionMeters(log));
    return new DecisionTrail(last, new Written(config, parts, log, writer));
  }

  /** The last decisions. */
  NodeDecisions last() {
    return last;
  }

  /** What is told of the decisions of the lane of a number. */
  DecisionSink lane(int number) {
    DecisionSink ring = last.lane(number);
    return written == null ? ring : written.scribe(number, ring);
  }

  /** Opens the file, if one is set; fails when it cannot be written. */
  Future<Void> open() {
    return written == null ? Future.succeededFuture() : written.open();
  }

  /** Writes what waits and closes the file. */
  Future<Void> close() {
    return written == null ? Future.succeededFuture() : written.close();
  }

  /** The way to the file. */
  private record Written(
      DecisionsConfig config, Parts parts, DecisionLog log, ExecutorService writer) {
    DecisionSink scribe(int lane, DecisionSink next) {
      NodeAvailability availability = new NodeAvailability(parts.health(), parts.caps());
      return new DecisionScribe(
          next,
          new Witness(availability, parts.statistics(lane), lane),
          log,
          config.share(),
          new SplittableRandom(),
          Clock.systemUTC());
    }

    Future<Void> open() {
      return on(() -> {
        try {
          log.open();
        } catch (IOException e) {
          throw new IllegalStateException(
              "decisions.file " + config.file() + " cannot be written: " + e, e);
        }
      });
    }

    Future<Void> close() {
      return writer.isShutdown()
          ? Future.succeededFuture()
          : on(log::close).onComplete(_ -> writer.shutdown());
    }

    private Future<Void> on(Runnable task) {
      Promise<Void> done = Promise.promise();
      writer.execute(() -> {
        try {
          task.run();
          done.complete();
        } catch (RuntimeException e) {
          done.fail(e);
        }
      });
      return done.future();
    }
  }
}
