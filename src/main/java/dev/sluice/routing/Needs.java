package dev.sluice.routing;

import dev.sluice.model.Capabilities;
import dev.sluice.model.Constraints;
import dev.sluice.model.Demand;
import dev.sluice.model.Feature;
import dev.sluice.model.Target;
import dev.sluice.routing.selector.Candidates;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request needs of any target. One object serves all plans of a route. */
final class Needs {
  private static final Feature[] FEATURES = Feature.values();

  private Demand demand = Demand.PLAIN;
  private Constraints own = Constraints.NONE;
  private Constraints wished = Constraints.NONE;
  private int features;
  private double prompt;

  /**
   * Takes the needs of a request.
   *
   * @param own constraints of the model
   * @param wished constraints of the client, null for none
   */
  void set(Demand demand, Constraints own, @Nullable Constraints wished) {
    this.demand = demand;
    this.own = own;
    this.wished = wished == null ? Constraints.NONE : wished;
    this.features = bits(demand.features());
    this.prompt = demand.promptTokens();
  }

  /** Takes only so much of the estimated prompt for certain. */
  void trust(double share) {
    prompt = demand.promptTokens() * share;
  }

  /** Whether the target lacks a feature, by the bits that it {@linkplain #lacks lacks}. */
  boolean misses(int lacked) {
    return (features & lacked) != 0;
  }

  /** Whether prompt and answer fit into what the target declares. */
  boolean fit(Capabilities capabilities) {
    int answer = demand.maxTokens();
    return (capabilities.context() == 0 || prompt + answer <= capabilities.context())
        && (capabilities.output() == 0 || answer <= capabilities.output());
  }

  /** Whether the target keeps the constraints about what the configuration says of it. */
  boolean allow(Target target) {
    return allows(own, target) && allows(wished, target);
  }

  private static boolean allows(Constraints bounds, Target target) {
    if (bounds.equals(Constraints.NONE)) {
      return true;
    }
    String region = target.traits().region();
    return target.traits().quality() >= bounds.minQuality()
        && (bounds.regions().isEmpty() || (region != null && bounds.regions().contains(region)));
  }

  /** Whether a constraint is about what is measured or expected. */
  boolean measured() {
    return measured(own) || measured(wished);
  }

  private static boolean measured(Constraints bounds) {
    return bounds.maxPrice() > 0 || bounds.maxFirstTokenMillis() > 0 || bounds.minSuccess() > 0;
  }

  /** Whether a place keeps those; what nobody measured yet keeps its bound. */
  boolean allow(Candidates candidates, int place) {
    return allows(own, candidates, place) && allows(wished, candidates, place);
  }

  private static boolean allows(Constraints bounds, Candidates candidates, int place) {
    return (bounds.maxPrice() == 0 || candidates.price(place) <= bounds.maxPrice())
        && (bounds.maxFirstTokenMillis() == 0
            || candidates.firstToken(place) * 1000 <= bounds.maxFirstTokenMillis())
        && candidates.success(place) >= bounds.minSuccess();
  }

  /**
   * Bits of the features that a target declares not to have, and of those that its API lacks; a
   * target that declares nothing has all others.
   */
  static int lacks(Target target) {
    Set<Feature> declared = target.traits().capabilities().features();
    int lacked = declared == null ? 0 : bits(Set.of(FEATURES)) & ~bits(declared);
    return target.hasResponsesTools() ? lacked : lacked | bits(Set.of(Feature.RESPONSES_TOOLS));
  }

  private static int bits(Set<Feature> features) {
    int bits = 0;
    // An iterator over nothing would be garbage of every request.
    for (int k = 0; k < FEATURES.length && !features.isEmpty(); k++) {
      bits |= features.contains(FEATURES[k]) ? 1 << k : 0;
    }
    return bits;
  }
}
