package dev.sluice.routing.selector;

import dev.sluice.model.Demand;
import dev.sluice.model.Price;
import dev.sluice.model.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * Part by which answers may be longer or shorter than those of the siblings and still be taken
   * for alike. Where load sets in or ends, short answers come in before long ones, and means lean.
   */
  private static final double ALIKE = 0.25;

  private static final double MILLION = 1e6;

  private final Target[] targets;
  private final Dossier[] dossiers;
  private final double[] firstTokens;
  private final double[] throughputs;
  private final double[] answers;
  private final double[] inputPrices;
  private final double[] outputPrices;
  private final boolean knowsEnergy;
  private final boolean[] returning;
  private @Nullable Object seen;
  private boolean moving;
  private boolean fresh;
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
    this.returning = new boolean[places];
    this.inputPrices = new double[places];
    this.outputPrices = new double[places];
  }

  /**
   * Reads what is known of all places, for a request.
   *
   * @param warmths for each place below 1 while its target warms up
   */
  void look(Knowledge knowledge, double[] warmths, Demand demand) {
    prompt = demand.promptTokens() > 0 ? demand.promptTokens() : USUAL_PROMPT;
    bound = demand.maxTokens() > 0 ? demand.maxTokens() : Integer.MAX_VALUE;
    boolean news = read(knowledge) || edition == 0;
    for (int place = 0; place < dossiers.length; place++) {
      boolean returns = warmths[place] < 1;
      news |= returning[place] != returns;
      returning[place] = returns;
    }
    if (news) {
      edition++;
      pardon();
      renew();
    }
  }

  /** Reads the statistics unless they are those that were read last; tells whether any is new. */
  @SuppressWarnings("ReferenceEquality") // The object stands for what it holds.
  private boolean read(Knowledge knowledge) {
    Object snapshot = knowledge.snapshot();
    if (snapshot != null && snapshot == seen) {
      return false;
    }
    seen = snapshot;
    boolean news = false;
    for (int place = 0; place < dossiers.length; place++) {
      news |= dossiers[place].look(knowledge.statistics(place));
    }
    return news;
  }

  /**
   * Takes those that come back to fail as often as their siblings do. Else the record of a fault
   * would keep them from the requests that could clear it.
   */
  private void pardon() {
    double attempts = 0;
    double successes = 0;
    for (int place = 0; place < dossiers.length; place++) {
      if (!returning[place]) {
        attempts += dossiers[place].attempts();
        successes += dossiers[place].successes();
      }
    }
    double rate = Wilson.rate(successes, attempts);
    for (int place = 0; place < dossiers.length; place++) {
      if (returning[place]) {
        dossiers[place].pardon(rate);
      }
    }
  }

  private void renew() {
    Mean first = new Mean();
    Mean pace = new Mean();
    double weight = 1;
    double tokens = USUAL_ANSWER;
    moving = false;
    fresh = false;
    for (Dossier dossier : dossiers) {
      first.add(dossier.firstToken());
      pace.add(dossier.throughput());
      weight += dossier.output().weight();
      tokens += dossier.output().weight() * dossier.output().mean();
      moving |= dossier.moving();
      fresh |= dossier.fresh();
    }
    for (int place = 0; place < dossiers.length; place++) {
      Dossier dossier = dossiers[place];
      firstTokens[place] = dossier.firstToken().towards(first.value(), 1);
      throughputs[place] = dossier.throughput().towards(pace.value(), 1);
      answers[place] = answer(dossier.output(), tokens / weight);
      renewPrice(place);
    }
  }

  /** Of the siblings' length and the target's own only what exceeds noise and chance. */
  private static double answer(Reading own, double usual) {
    if (!own.known()) {
      return usual;
    }
    double apart = own.mean() - usual;
    double beyond = Math.abs(apart) - ALIKE * usual - 2 * own.doubt();
    return beyond <= 0 ? usual : usual + Math.copySign(beyond, apart);
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
  }

  /** A number that changes when anything measured does. */
  int edition() {
    return edition;
  }

  Dossier dossier(int place) {
    return dossiers[place];
  }

  /**
   * Whether next to nothing is known of how the target is now: it is new, or it is coming back, and
   * what was measured before and during its fault says little about it.
   */
  boolean untold(int place) {
    return returning[place] || dossiers[place].fresh();
  }

  /** Whether next to nothing is known of some target. */
  boolean anyFresh() {
    return fresh;
  }

  /** Whether a target is changing now. */
  boolean moving() {
    return moving;
  }

  /** Expected nano-dollars of the request; infinite when the target's price is unknown. */
  double price(int place) {
    return prompt * inputPrices[place] + Math.min(bound, answers[place]) * outputPrices[place];
  }

  /** Standard deviation of the expected price, at most. */
  double priceDoubt(int place) {
    double tokens = Math.min(answers[place], dossiers[place].output().doubt());
    return tokens * outputPrices[place];
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
