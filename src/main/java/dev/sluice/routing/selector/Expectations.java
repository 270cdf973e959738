package dev.sluice.routing.selector;

import dev.sluice.model.Demand;
import dev.sluice.model.Price;
import dev.sluice.model.Target;
import java.util.List;

/**
 * What serving a request is expected to take at each target of a tier.
 *
 * <p>What is little known of one target is drawn towards what is known of its siblings, since they
 * serve the same model.
 */
final class Expectations {
  /** Prompt tokens where nobody counted them. */
  private static final int USUAL_PROMPT = 500;

  /** Answer tokens where none was ever seen. */
  private static final double USUAL_ANSWER = 250;

  /** Answers of its own from which on a target's length counts more than that of its siblings. */
  private static final double OWN_ANSWERS = 100;

  private static final double MILLION = 1e6;
  private static final double NOTHING_KNOWN = 1;

  private final Target[] targets;
  private final Dossier[] dossiers;
  private double firstToken;
  private double throughput;
  private double answer;
  private boolean moving;
  private int prompt;
  private int bound;

  Expectations(List<Target> targets) {
    this.targets = targets.toArray(Target[]::new);
    this.dossiers = new Dossier[this.targets.length];
    for (int place = 0; place < dossiers.length; place++) {
      dossiers[place] = new Dossier();
    }
  }

  /** Reads what is known of the places that have a share. */
  void look(Knowledge knowledge, double[] shares, Demand demand) {
    prompt = demand.promptTokens() > 0 ? demand.promptTokens() : USUAL_PROMPT;
    bound = demand.maxTokens();
    moving = false;
    Mean first = new Mean();
    Mean pace = new Mean();
    double answers = 1;
    double tokens = USUAL_ANSWER;
    for (int place = 0; place < targets.length; place++) {
      if (shares[place] > 0) {
        Dossier dossier = dossiers[place];
        dossier.look(knowledge.statistics(place));
        first.add(dossier.firstToken());
        pace.add(dossier.throughput());
        answers += dossier.output().weight();
        tokens += dossier.output().weight() * dossier.output().mean();
        moving |= dossier.moving();
      }
    }
    firstToken = first.value();
    throughput = pace.value();
    answer = tokens / answers;
  }

  Dossier dossier(int place) {
    return dossiers[place];
  }

  /** Whether a target is changing now. */
  boolean moving() {
    return moving;
  }

  /** Expected tokens of the answer. */
  double answer(int place) {
    double expected = dossiers[place].output().towards(answer, OWN_ANSWERS);
    return bound > 0 ? Math.min(bound, expected) : expected;
  }

  /** Expected nano-dollars of the request; infinite when the target's price is unknown. */
  double price(int place) {
    Price price = targets[place].price();
    if (price == null) {
      return Double.POSITIVE_INFINITY;
    }
    double cached = dossiers[place].cachedShare();
    double input = (1 - cached) * price.input() + cached * price.cachedInput();
    return (prompt * input + answer(place) * price.output()) / MILLION;
  }

  /** Standard deviation of the expected price. */
  double priceDoubt(int place) {
    Price price = targets[place].price();
    Reading output = dossiers[place].output();
    if (price == null || output.weight() == 0) {
      return 0;
    }
    double own = output.weight() / (output.weight() + OWN_ANSWERS);
    return own * output.doubt() * price.output() / MILLION;
  }

  /** Expected seconds to the first token. */
  double firstToken(int place) {
    return dossiers[place].firstToken().towards(firstToken, 1);
  }

  /** Expected tokens a second. */
  double throughput(int place) {
    return dossiers[place].throughput().towards(throughput, 1);
  }

  double quality(int place) {
    return targets[place].traits().quality();
  }

  /** Expected watt-seconds of the answer; infinite when the target's energy is unknown. */
  double energy(int place) {
    double energy = targets[place].traits().energy();
    return energy > 0 ? energy * answer(place) : Double.POSITIVE_INFINITY;
  }

  /** Mean over the targets of which something is known; the JIT keeps it off the heap. */
  private static final class Mean {
    private double sum;
    private int count;

    void add(Reading reading) {
      if (reading.known()) {
        sum += reading.mean();
        count++;
      }
    }

    double value() {
      return count == 0 ? NOTHING_KNOWN : sum / count;
    }
  }
}
