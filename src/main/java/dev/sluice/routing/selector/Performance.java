package dev.sluice.routing.selector;

import dev.sluice.model.Explanation.Value;
import dev.sluice.model.Objective;
import dev.sluice.model.TargetStatistics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Takes the prompter of two targets that are drawn by share ({@link Promptness}).
 *
 * <p>The policy's share of exploration takes the first one drawn without comparing, so that no
 * target is forgotten. The one that lost follows, then the others from a place drawn by chance.
 *
 * <p>A conversation stays with any target whose usual time to the first token is near the best.
 */
final class Performance implements Selector {
  private static final double NEAR = 1.5;

  private final SplittableRandom random;
  private final Promptness promptness;
  private boolean compared;

  Performance(SplittableRandom random) {
    this.random = random;
    this.promptness = new Promptness(random);
  }

  @Override
  public void order(Candidates candidates) {
    candidates.admit(false);
    candidates.restart();
    ring(candidates, false);
    int admitted = candidates.count();
    candidates.seal();
    if (candidates.warming()) {
      ring(candidates, true);
    }
    if (admitted > 0) {
      choose(candidates, admitted);
    }
    if (candidates.terms().affine()) {
      pull(candidates);
    }
  }

  private void ring(Candidates candidates, boolean barred) {
    int size = candidates.size();
    int from = random.nextInt(size);
    for (int k = 0; k < size; k++) {
      int place = from + k < size ? from + k : from + k - size;
      if (candidates.eligible(place) && candidates.barred[place] == barred) {
        candidates.insert(place, 0);
      }
    }
  }

  private void choose(Candidates candidates, int admitted) {
    int one = promptness.draw(candidates, admitted, -1);
    int first = candidates.at(one);
    compared = admitted > 1 && random.nextDouble() >= candidates.terms().exploration();
    if (!compared) {
      candidates.lead(first);
      return;
    }
    int second = candidates.at(promptness.draw(candidates, admitted, one));
    int winner = promptness.better(candidates, first, second);
    candidates.lead(winner == first ? second : first);
    candidates.lead(winner);
  }

  private static void pull(Candidates candidates) {
    candidates.look();
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < candidates.count(); k++) {
      double usual = usual(candidates, candidates.at(k));
      least = usual > 0 ? Math.min(least, usual) : least;
    }
    candidates.pullByShare();
    for (int k = 0; k < candidates.count(); k++) {
      int place = candidates.at(k);
      if (candidates.barred[place] || usual(candidates, place) > NEAR * least) {
        candidates.pulls[place] = 0;
      }
    }
  }

  /** Usual seconds to a first token, failures counted in; 0 when nothing is known. */
  private static double usual(Candidates candidates, int place) {
    return candidates.firstToken(place) / candidates.success(place);
  }

  @Override
  public String reason() {
    return compared
        ? "it is the prompter of two that were drawn by share"
        : "it was drawn by share and stands alone or is explored";
  }

  @Override
  public Map<String, Value> values(Candidates candidates, int place) {
    TargetStatistics statistics = candidates.knowledge().statistics(place);
    double seconds = Promptness.seconds(candidates, place);
    Map<String, Value> values = new LinkedHashMap<>();
    values.put(
        Objective.LATENCY.id(),
        seconds > 0
            ? new Value(seconds, statistics.firstToken().uncertainty())
            : new Value(Double.NaN, Double.NaN));
    values.put("in_flight", new Value(candidates.knowledge().inFlight(place), 0));
    values.put(
        Objective.SUCCESS.id(),
        new Value(
            Wilson.lower(statistics.successes(), statistics.attempts()),
            Wilson.half(statistics.successes(), statistics.attempts())));
    return values;
  }

  @Override
  public double score(Candidates candidates, int place) {
    return Promptness.burden(candidates, place, Promptness.seconds(candidates, place));
  }
}
