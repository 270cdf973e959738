package dev.sluice.routing.selector;

import dev.sluice.model.Explanation.Value;
import dev.sluice.model.Objective;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Orders targets by the price that the request is expected to have there, divided by the chance of
 * success, for a failure has to be paid again. Targets of unknown price come last.
 *
 * <p>Of those within a hundredth of the cheapest the prompter of two is taken ({@link Promptness}).
 * A conversation stays with any within a twentieth: prices that lie nearer change places by noise.
 */
final class Cost implements Selector {
  private static final double TIE = 1.01;
  private static final double NEAR = 1.05;

  private final Promptness promptness;
  private int ties;

  Cost(SplittableRandom random) {
    this.promptness = new Promptness(random);
  }

  @Override
  public void order(Candidates candidates) {
    candidates.look();
    candidates.admit(true);
    candidates.restart();
    collect(candidates, false);
    int admitted = candidates.count();
    candidates.seal();
    collect(candidates, true);
    Arrays.fill(candidates.pulls, 0);
    ties = 0;
    if (admitted > 0) {
      double least = candidates.scores[candidates.at(0)];
      for (int k = 0; k < admitted; k++) {
        int place = candidates.at(k);
        ties += candidates.scores[place] <= least * TIE ? 1 : 0;
        candidates.pulls[place] =
            candidates.scores[place] <= least * NEAR ? candidates.shares[place] : 0;
      }
      if (ties > 1) {
        candidates.lead(promptness.ofTwo(candidates, ties));
      }
    }
  }

  private void collect(Candidates candidates, boolean barred) {
    for (int place = 0; place < candidates.size(); place++) {
      if (candidates.eligible(place) && candidates.barred[place] == barred) {
        double price = candidates.price(place) / candidates.success(place);
        candidates.scores[place] = price;
        candidates.insert(place, price);
      }
    }
  }

  @Override
  public String reason() {
    return ties > 1
        ? "it is the prompter of two among those of the least expected price"
        : "it has the least expected price";
  }

  @Override
  public Map<String, Value> values(Candidates candidates, int place) {
    Map<String, Value> values = new LinkedHashMap<>();
    double price = candidates.price(place);
    values.put(
        Objective.COST.id(),
        Double.isInfinite(price)
            ? new Value(Double.NaN, Double.NaN)
            : new Value(price, candidates.expected.priceDoubt(place)));
    values.put(
        Objective.SUCCESS.id(),
        new Value(candidates.success(place), candidates.expected.dossier(place).successDoubt()));
    return values;
  }

  @Override
  public double score(Candidates candidates, int place) {
    return candidates.scores[place];
  }
}
