package dev.sluice.stats;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;

/**
 * Lets the node's board gather once a second. One a node.
 *
 * <p>Two nodes that have met, for the first time or after a split, ask each other for all that they
 * know: for as long as they do, they gather more often, so that both soon tell the same.
 */
public final class StatsVerticle extends VerticleBase {
  private static final long EVERY_MILLIS = 1_000;
  private static final long SOON_MILLIS = 100;

  private final StatsBoard board;
  private final long everyMillis;
  private long ticker = -1;
  private boolean soon;

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
    ticker = vertx.setPeriodic(everyMillis, _ -> gather());
    return Future.succeededFuture();
  }

  private void gather() {
    board.refresh();
    if (board.awaits() && !soon) {
      soon = true;
      vertx.setTimer(
          SOON_MILLIS,
          _ -> {
            soon = false;
            gather();
          });
    }
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(ticker);
    return Future.succeededFuture();
  }
}
