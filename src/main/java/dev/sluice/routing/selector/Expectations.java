package dev.sluice.routing.selector;

import dev.sluice.model.Demand;
import dev.sluice.model.Price;
import dev.sluice.model.Target;
import java.util.List;

/**
 * What serving a request is expected to take at each target of a tier.
 *
 * <p>What is little known of one target is drawn towards what is known of its siblings, since they
 * serve the same model. All that does not depend on the request is worked out once for each
 * snapshot of the statistics.
 */
final class Expectations {
  /** Prompt tokens where nobody counted them. */
  private static final int USUAL_PROMPT = 500;

  /** Answer tokens where none was ever seen. */
  private static final double USUAL_ANSWER = 250;

  /** Answers of its own from which on a target's length counts more than that of its siblings. */
  private static final double OWN_ANSWERS = 100;

  private static final double MILLION = 1e6;

  private final Target[] targets;
  private final Dossier[] dossiers;
  private final double[] firstTokens;
  private final double[] throughputs;
  private final double[] answers;
  private final double[] inputPrices;
  private final double[] outputPrices;
  private final double[] priceDoubts;
  private final boolean knowsEnergy;
  private boolean moving;
  private int edition;
  private int prompt;
  private int bound;

  Expectations(List<Target> targets) {
    this.targets = targets.toArray(Target[]::new);
    int places = this.targets.length;
    this.dossiers = new Dossier[places];
    for (int place = 0; place < places; place++) {
      dossiers[place] = new Dossier();
    }
    this.knowsEnergy = targets.stream().anyMatch(target -> target.traits().energy() > 0);
    this.firstTokens = new double[places];
    this.throughputs = new double[places];
    this.answers = new double[places];
    this.inputPrices = new double[places];
    this.outputPrices = new double[places];
    this.priceDoubts = new double[places];
  }

  /** Reads what is known of all places, for a request. */
  void look(Knowledge knowledge, Demand demand) {
    prompt = demand.promptTokens() > 0 ? demand.promptTokens() : USUAL_PROMPT;
    bound = demand.maxTokens() > 0 ? demand.maxTokens() : Integer.MAX_VALUE;
    boolean news = edition == 0;
    for (int place = 0; place < dossiers.length; place++) {
      news |= dossiers[place].look(knowledge.statistics(place));
    }
    if (news) {
      edition++;
      renew();
    }
  }

  private void renew() {
    Mean first = new Mean();
    Mean pace = new Mean();
    double weight = 1;
    double tokens = USUAL_ANSWER;
    moving = false;
    for (Dossier dossier : dossiers) {
      first.add(dossier.firstToken());
      pace.add(dossier.throughput());
      weight += dossier.output().weight();
      tokens += dossier.output().weight() * dossier.output().mean();
      moving |= dossier.moving();
    }
    for (int place = 0; place < dossiers.length; place++) {
      Dossier dossier = dossiers[place];
      firstTokens[place] = dossier.firstToken().towards(first.value(), 1);
      throughputs[place] = dossier.throughput().towards(pace.value(), 1);
      answers[place] = dossier.output().towards(tokens / weight, OWN_ANSWERS);
      renewPrice(place);
    }
  }

  private void renewPrice(int place) {
    Price price = targets[place].price();
    if (price == null) {
      inputPrices[place] = Double.POSITIVE_INFINITY;
      return;
    }
    double cached = dossiers[place].cachedShare();
    inputPrices[place] = ((1 - cached) * price.input() + cached * price.cachedInput()) / MILLION;
    outputPrices[place] = price.output() / MILLION;
    Reading output = dossiers[place].output();
    double own = output.weight() / (output.weight() + OWN_ANSWERS);
    priceDoubts[place] = own > 0 ? own * output.doubt() * outputPrices[place] : 0;
  }

  /** A number that changes when anything measured does. */
  int edition() {
    return edition;
  }

  Dossier dossier(int place) {
    return dossiers[place];
  }

  /** Whether a target is changing now. */
  boolean moving() {
    return moving;
  }

  /** Expected nano-dollars of the request; infinite when the target's price is unknown. */
  double price(int place) {
    return prompt * inputPrices[place] + Math.min(bound, answers[place]) * outputPrices[place];
  }

  /** Standard deviation of the expected price. */
  double priceDoubt(int place) {
    return priceDoubts[place];
  }

  /** Expected seconds to the first token. */
  double firstToken(int place) {
    return firstTokens[place];
  }

  /** Expected tokens a second. */
  double throughput(int place) {
    return throughputs[place];
  }

  double quality(int place) {
    return targets[place].traits().quality();
  }

  /** Whether any target's energy is known. */
  boolean knowsEnergy() {
    return knowsEnergy;
  }

  /** Expected watt-seconds of the answer; infinite when the target's energy is unknown. */
  double energy(int place) {
    double energy = targets[place].traits().energy();
    return energy > 0 ? energy * Math.min(bound, answers[place]) : Double.POSITIVE_INFINITY;
  }

  /** Mean over the targets of which something is known. */
  private static final class Mean {
    private double sum;
    private int count;

    void add(Reading reading) {
      if (reading.known()) {
        sum += reading.mean();
        count++;
      }
    }

    /** One where nothing is known: all are alike then. */
    double value() {
      return count == 0 ? 1 : sum / count;
    }
  }
}
