package dev.sluice.simulation;

import dev.sluice.model.Objective;
import dev.sluice.simulation.scenario.Event;
import dev.sluice.simulation.scenario.Scenario;

/** The targets as they really are, and how they compare. */
final class World {
  private final TrueTarget[] targets;
  private final double prompt;
  private final double output;
  private final Scores scores;
  private final double[][] losses;
  private final boolean[] works;

  World(Scenario scenario) {
    this.targets =
        scenario.targets().stream()
            .map(target -> new TrueTarget(target.truth()))
            .toArray(TrueTarget[]::new);
    this.prompt = scenario.traffic().prompt().mean();
    this.output = scenario.traffic().output().mean();
    this.scores = new Scores(targets.length, scenario.preference());
    this.losses = new double[targets.length][Objective.values().length];
    this.works = new boolean[targets.length];
    judge();
  }

  TrueTarget target(int place) {
    return targets[place];
  }

  int size() {
    return targets.length;
  }

  Scores scores() {
    return scores;
  }

  /** Compares the targets by what they are now, under their present load. */
  void judge() {
    for (int place = 0; place < targets.length; place++) {
      targets[place].losses(prompt, output, losses[place]);
      works[place] = targets[place].works();
    }
    scores.judge(losses, works);
  }

  /** Lets something happen to the targets. */
  void suffer(Event event) {
    switch (event) {
      case Event.Outage e -> targets[e.target()].breakDown(e.failsAfter());
      case Event.Recovery e -> targets[e.target()].recover();
      case Event.PriceChange e -> targets[e.target()].reprice(e.price());
      case Event.LatencyChange e -> targets[e.target()].slow(e.factor());
      case Event.Swap e -> targets[e.one()].swap(targets[e.other()]);
    }
    judge();
  }
}
