package dev.sluice.simulation;

import dev.sluice.bus.RouteQuery;
import dev.sluice.model.Demand;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Price;
import dev.sluice.model.Target;
import dev.sluice.model.Usage;
import dev.sluice.model.Wishes;
import dev.sluice.simulation.time.Happening;
import java.util.List;
import java.util.Set;

/**
 * One request and its whole life: plan, attempts one after the other, and exactly one end. It waits
 * for one thing at a time, which is its next happening.
 */
final class Exchange extends Happening {
  private static final int MOST_ATTEMPTS = 4;
  private static final double REFUSAL = 0.03;
  private static final double PAUSE = 1;

  /** Longest wait for a first token, the bound that a node has when nothing else is configured. */
  private static final double LONGEST = 120;

  /** What a failure counts as where times to the first token are remembered. */
  private static final double FAILURE_PEAK = 5;

  private enum Stage {
    FIRST_TOKEN,
    END,
    FAILED,
    THROTTLED
  }

  private final Run run;
  private final Node node;
  private final int prompt;
  private final int output;
  private final double arrived;
  private List<Target> plan = List.of();
  private int next;
  private int attempts;
  private int place;
  private double began;
  private double first;
  private Stage stage = Stage.FIRST_TOKEN;

  Exchange(Run run, Node node, int prompt, int output) {
    this.run = run;
    this.node = node;
    this.prompt = prompt;
    this.output = output;
    this.arrived = run.now();
  }

  void begin() {
    run.tally().arrived(arrived);
    Demand demand = new Demand(prompt, 0, Set.of(), 0);
    plan = node.planner().plan(new RouteQuery(Endpoint.CHAT, Offer.MODEL, demand, Wishes.NONE));
    if (!plan.isEmpty()) {
      int choice = run.offer().place(plan.getFirst());
      Scores scores = run.world().scores();
      run.tally().chose(arrived, scores.of(choice), scores.best(), scores.onFront(choice));
      Scribe scribe = run.scribe();
      if (scribe != null) {
        scribe.decided(arrived, node, demand, run.offer().model(), plan);
      }
    }
    attempt();
  }

  /** Tries the next target of the plan that is still fit; ends when none is left. */
  private void attempt() {
    while (next < plan.size() && attempts < MOST_ATTEMPTS) {
      place = run.offer().place(plan.get(next++));
      Condition condition = node.health().of(place);
      if (condition.exclusion(run.now()) == null) {
        condition.entered();
        start(run.world().target(place));
        return;
      }
    }
    run.tally().failed(arrived, attempts);
  }

  private void start(TrueTarget target) {
    attempts++;
    began = run.now();
    run.tally().attempted(began, place);
    node.statistics().entered(place);
    target.entered();
    if (!target.works()) {
      await(Stage.FAILED, target.failsAfter());
    } else if (!target.admits(began)) {
      await(Stage.THROTTLED, REFUSAL);
    } else {
      double wait = target.firstToken(run.service());
      boolean succeeds = target.succeeds(run.service()) && wait <= LONGEST;
      await(succeeds ? Stage.FIRST_TOKEN : Stage.FAILED, Math.min(wait, LONGEST));
    }
  }

  private void await(Stage what, double seconds) {
    stage = what;
    run.agenda().in(seconds, this);
  }

  @Override
  protected void happen() {
    switch (stage) {
      case FIRST_TOKEN -> firstToken();
      case END -> end();
      case FAILED -> {
        leave();
        node.health().of(place).failed(run.now());
        lost();
      }
      case THROTTLED -> {
        leave();
        node.health().of(place).throttled(run.now(), PAUSE);
        lost();
      }
    }
  }

  private void firstToken() {
    first = run.now();
    node.statistics().peak(place, first - began);
    run.fleet().target(place).firstToken(first - began);
    double pace = run.world().target(place).secondsAToken(run.service());
    await(Stage.END, (output - 1) * pace);
  }

  private void end() {
    leave();
    double now = run.now();
    double cached = prompt * run.world().target(place).cached();
    node.health().of(place).succeeded(now);
    Experience experience = run.fleet().target(place);
    experience.succeeded(now - began, output);
    if (output > 1) {
      experience.flowed((output - 1) / (now - first));
    }
    experience.read(prompt, cached);
    run.tally().served(arrived, first - arrived, now - arrived, attempts, cost(Math.round(cached)));
  }

  private long cost(long cached) {
    Price price = plan.get(next - 1).price();
    return price == null ? 0 : price.cost(new Usage(prompt, cached, 0, output, 0)).nanos();
  }

  private void lost() {
    node.statistics().peak(place, FAILURE_PEAK);
    run.fleet().target(place).failed();
    attempt();
  }

  private void leave() {
    node.statistics().left(place);
    run.world().target(place).left();
  }
}
