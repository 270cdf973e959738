package dev.sluice.pipeline;

import dev.sluice.model.Target;
import dev.sluice.model.TargetStatistics;
import dev.sluice.routing.Statistics;
import dev.sluice.stats.LaneStats;
import dev.sluice.stats.NodeStats;
import dev.sluice.stats.StatsBoard;

/**
 * Experience as one lane has it: the node's board, what is under way on all lanes, and the lane's
 * own peaks. Confined to its lane.
 */
public final class LaneStatistics implements Statistics {
  private final StatsBoard board;
  private final NodeStats node;
  private final LaneStats lane;

  /**
   * Joins what the node's parts know.
   *
   * @param number of the lane, from 0
   */
  public LaneStatistics(StatsBoard board, NodeStats node, int number) {
    this.board = board;
    this.node = node;
    this.lane = node.lane(number);
  }

  @Override
  public Object snapshot() {
    return board.snapshot();
  }

  @Override
  public TargetStatistics of(Target target) {
    return board.snapshot().of(target.id());
  }

  @Override
  public int inFlight(Target target) {
    return node.inFlight(target.id());
  }

  @Override
  public double peakFirstToken(Target target) {
    return lane.of(target.id()).peakFirstToken();
  }
}
