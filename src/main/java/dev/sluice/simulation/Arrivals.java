package dev.sluice.simulation;

import dev.sluice.simulation.scenario.Traffic;
import dev.sluice.simulation.time.Happening;
import java.util.SplittableRandom;

/**
 * The requests that come, at exponentially distributed distances. Its chance is its own, so that
 * every strategy gets the same requests.
 */
final class Arrivals extends Happening {
  private final Run run;
  private final Traffic traffic;
  private final SplittableRandom random;
  private boolean begun;

  Arrivals(Run run, SplittableRandom random) {
    this.run = run;
    this.traffic = run.scenario().traffic();
    this.random = random;
  }

  @Override
  protected void happen() {
    if (begun) {
      arrive();
    }
    begun = true;
    double distance = -Math.log(1 - random.nextDouble()) / traffic.rate();
    if (run.now() + distance < traffic.seconds()) {
      run.agenda().in(distance, this);
    }
  }

  private void arrive() {
    Node node = run.nodes()[random.nextInt(run.nodes().length)];
    int prompt = tokens(traffic.prompt().next(random));
    int output = tokens(traffic.output().next(random));
    new Exchange(run, node, prompt, output).begin();
  }

  private static int tokens(double number) {
    return (int) Math.max(1, Math.min(1_000_000, Math.round(number)));
  }
}
