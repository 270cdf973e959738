package dev.sluice.wire.openai;

import dev.sluice.model.Feature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Sets of features as bits, made once: a request's set costs no garbage. */
public final class Features {
  private static final List<Set<Feature>> SETS = all();

  private Features() {}

  /** The bit of a feature. */
  @SuppressWarnings("EnumOrdinal") // Bits are never stored nor sent.
  public static int bit(Feature feature) {
    return 1 << feature.ordinal();
  }

  /** The features of these bits. */
  public static Set<Feature> of(int bits) {
    return SETS.get(bits);
  }

  private static List<Set<Feature>> all() {
    List<Set<Feature>> sets = new ArrayList<>();
    for (int bits = 0; bits < 1 << Feature.values().length; bits++) {
      Set<Feature> set = EnumSet.noneOf(Feature.class);
      for (Feature feature : Feature.values()) {
        if ((bits & bit(feature)) != 0) {
          set.add(feature);
        }
      }
      sets.add(Set.copyOf(set));
    }
    return Collections.unmodifiableList(sets);
  }
}
