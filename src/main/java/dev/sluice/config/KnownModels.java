package dev.sluice.config;

import dev.sluice.model.Capabilities;
import dev.sluice.model.Feature;
import dev.sluice.model.Price;
import dev.sluice.model.Target;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of well-known upstream models, for what targets do not say of themselves.
 *
 * <p>Names are compared in lower case and without what stands before their last slash, as resellers
 * put the maker's name there.
 *
 * @param named by exact name
 * @param patterns by pattern; the first that matches counts
 */
public record KnownModels(Map<String, KnownModel> named, Map<NamePattern, KnownModel> patterns) {
  /** Nothing is known. */
  public static final KnownModels NONE = new KnownModels(Map.of(), Map.of());

  public KnownModels {
    named = Map.copyOf(named);
    // Keeps the order, as the first match counts.
    patterns = Collections.unmodifiableMap(new LinkedHashMap<>(patterns));
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return named.isEmpty() && patterns.isEmpty();
  }

  /** What is known of the upstream model, null when nothing is. */
  public @Nullable KnownModel find(String upstream) {
    String name = upstream.substring(upstream.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    KnownModel exact = named.get(name);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<NamePattern, KnownModel> each : patterns.entrySet()) {
      if (each.getKey().matches(name)) {
        return each.getValue();
      }
    }
    return null;
  }

  /**
   * The target with what is known of its upstream model where the target says nothing; the same
   * object when that adds nothing.
   *
   * @param upstream name of the model at the provider
   * @param host of the provider's API, null for none; prices are those of the host
   */
  public Target complete(Target target, String upstream, @Nullable String host) {
    KnownModel known = find(upstream);
    if (known == null) {
      return target;
    }
    Capabilities said = target.traits().capabilities();
    Capabilities all = merged(said, known.capabilities(), target.takesResponses());
    Price price = target.price() == null ? known.priceAt(host) : target.price();
    return all.equals(said) && Objects.equals(price, target.price())
        ? target
        : target.with(price, target.traits().with(all));
  }

  private static Capabilities merged(Capabilities said, Capabilities known, boolean responses) {
    return new Capabilities(
        said.context() > 0 ? said.context() : known.context(),
        said.output() > 0 ? said.output() : known.output(),
        said.features() != null ? said.features() : features(known.features(), responses));
  }

  /** The API by which a target is asked brings its tools along, whatever the model is. */
  private static @Nullable Set<Feature> features(@Nullable Set<Feature> known, boolean responses) {
    if (known == null || !responses) {
      return known;
    }
    Set<Feature> all = EnumSet.of(Feature.RESPONSES_TOOLS);
    all.addAll(known);
    return all;
  }

  /** How many there are: their list would fill pages. */
  @Override
  public String toString() {
    return "KnownModels[" + (named.size() + patterns.size()) + "]";
  }
}
