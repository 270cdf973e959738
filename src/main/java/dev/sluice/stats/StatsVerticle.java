package dev.sluice.stats;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;

/** Lets the node's board gather once a second. One a node. */
public final class StatsVerticle extends VerticleBase {
  private static final long EVERY_MILLIS = 1_000;

  private final StatsBoard board;
  private final long everyMillis;
  private long ticker = -1;

  /** Gathers once a second once deployed. */
  public StatsVerticle(StatsBoard board) {
    this(board, EVERY_MILLIS);
  }

  StatsVerticle(StatsBoard board, long everyMillis) {
    this.board = board;
    this.everyMillis = everyMillis;
  }

  /** How it is to be deployed: off the event loops, since gathering many targets takes a while. */
  public static DeploymentOptions options() {
    return new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);
  }

  @Override
  public Future<?> start() {
    ticker = vertx.setPeriodic(everyMillis, _ -> board.refresh());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(ticker);
    return Future.succeededFuture();
  }
}
