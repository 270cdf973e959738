package dev.sluice.simulation;

import dev.sluice.model.Price;
import dev.sluice.model.Strategy;
import dev.sluice.simulation.result.Result;
import dev.sluice.simulation.result.Tally;
import dev.sluice.simulation.scenario.Event;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.time.Agenda;
import dev.sluice.simulation.time.Clock;
import dev.sluice.simulation.time.Happening;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One strategy in one scenario: the parts of the world, and what drives them. */
final class Run {
  private final Scenario scenario;
  private final Clock clock = new Clock();
  private final Agenda agenda = new Agenda(clock);
  private final World world;
  private final Offer offer;
  private final FleetStatistics fleet;
  private final Tally tally;
  private final Node[] nodes;
  private final SplittableRandom service;
  private final String name;
  private final @Nullable Scribe scribe;

  /**
   * A run that has not begun.
   *
   * @param strategy null for the oracle
   * @param excerpt which decisions are written down, null for none
   */
  Run(Scenario scenario, @Nullable Strategy strategy, long seed, @Nullable Excerpt excerpt) {
    SplittableRandom random = new SplittableRandom(seed);
    SplittableRandom arrivals = random.split();
    this.scenario = scenario;
    this.world = new World(scenario);
    this.offer = new Offer(scenario, strategy == null ? Strategy.RANDOM : strategy);
    this.fleet = new FleetStatistics(world.size());
    this.tally = new Tally(scenario);
    this.service = random.split();
    this.nodes = new Node[scenario.traffic().nodes()];
    for (int k = 0; k < nodes.length; k++) {
      nodes[k] = node(k, strategy == null, random.split());
    }
    this.name = strategy == null ? Result.ORACLE : strategy.id();
    this.scribe = strategy == null || excerpt == null ? null : new Scribe(excerpt);
    agenda.in(0, new Arrivals(this, arrivals));
  }

  private Node node(int number, boolean oracle, SplittableRandom random) {
    NodeHealth health = new NodeHealth(clock, offer);
    NodeStatistics statistics = new NodeStatistics(clock, offer, fleet);
    Planner planner =
        oracle
            ? new Oracle(world, offer)
            : Routers.router(offer::catalogue, health, statistics, number, random);
    return new Node(number, health, statistics, planner);
  }

  /** Lets it happen. */
  Result result() {
    every(
        1,
        () -> {
          world.judge();
          fleet.merge();
        });
    // Nodes look at the merged statistics at different moments, as they do in a fleet.
    for (Node node : nodes) {
      agenda.in(
          (double) node.number() / nodes.length,
          new Recurring(1, () -> node.statistics().refresh()));
    }
    for (Event event : scenario.events()) {
      agenda.in(event.at(), new Once(() -> suffer(event)));
    }
    agenda.run();
    return tally.result(name);
  }

  private void suffer(Event event) {
    world.suffer(event);
    if (event instanceof Event.PriceChange(double _, int target, Price price)) {
      offer.reprice(target, price);
    }
  }

  private void every(double seconds, Runnable action) {
    agenda.in(seconds, new Recurring(seconds, action));
  }

  Scenario scenario() {
    return scenario;
  }

  double now() {
    return clock.now();
  }

  Agenda agenda() {
    return agenda;
  }

  World world() {
    return world;
  }

  Offer offer() {
    return offer;
  }

  FleetStatistics fleet() {
    return fleet;
  }

  Tally tally() {
    return tally;
  }

  Node[] nodes() {
    return nodes;
  }

  /** Chance of everything that targets do. */
  SplittableRandom service() {
    return service;
  }

  @Nullable Scribe scribe() {
    return scribe;
  }

  /** Whether requests still come or are open. */
  private boolean busy() {
    return clock.now() < scenario.traffic().seconds() || tally.open();
  }

  /** Happens once. */
  private static final class Once extends Happening {
    private final Runnable action;

    Once(Runnable action) {
      this.action = action;
    }

    @Override
    protected void happen() {
      action.run();
    }
  }

  /** Happens again and again as long as the run is busy. */
  private final class Recurring extends Happening {
    private final double seconds;
    private final Runnable action;

    Recurring(double seconds, Runnable action) {
      this.seconds = seconds;
      this.action = action;
    }

    @Override
    protected void happen() {
      action.run();
      if (busy()) {
        agenda.in(seconds, this);
      }
    }
  }
}
