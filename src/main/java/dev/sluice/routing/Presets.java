package dev.sluice.routing;

import dev.sluice.model.Preference;
import dev.sluice.routing.selector.Objective;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Preferences as they are written: a preset's name, or weights such as {@code
 * cost=0.6,latency=0.4}.
 */
public final class Presets {
  private static final int LONGEST_ECHO = 40;
  private static final Objective[] OBJECTIVES = Objective.values();
  private static final String REMEDY =
      "; write one of "
          + String.join(", ", Preference.presets())
          + ", or weights of "
          + Arrays.stream(OBJECTIVES).map(Objective::id).collect(Collectors.joining(", "))
          + " such as cost=0.6,latency=0.4";

  private Presets() {}

  /**
   * The preference that the text names. Objectives that are not named weigh nothing.
   *
   * @throws IllegalArgumentException when it names none; the message says what is allowed
   */
  public static Preference parse(String text) {
    String trimmed = text.strip();
    Preference preset = Preference.preset(trimmed);
    return preset != null ? preset : weights(trimmed);
  }

  private static Preference weights(String text) {
    double[] weights = new double[OBJECTIVES.length];
    Arrays.fill(weights, Double.NaN);
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw wrong("'" + shortened(text) + "' is no preference");
      }
      int kind = kind(part.substring(0, equals).strip());
      if (!Double.isNaN(weights[kind])) {
        throw wrong(OBJECTIVES[kind].id() + " is weighed twice");
      }
      weights[kind] = weight(part.substring(equals + 1).strip());
    }
    for (int kind = 0; kind < weights.length; kind++) {
      weights[kind] = Double.isNaN(weights[kind]) ? 0 : weights[kind];
    }
    return preference(weights);
  }

  private static Preference preference(double[] weights) {
    try {
      return new Preference(weights[0], weights[1], weights[2], weights[3], weights[4], weights[5]);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + REMEDY, e);
    }
  }

  @SuppressWarnings("EnumOrdinal") // A place that is never stored nor sent.
  private static int kind(String name) {
    for (Objective objective : OBJECTIVES) {
      if (objective.id().equals(name)) {
        return objective.ordinal();
      }
    }
    throw wrong("'" + shortened(name) + "' is no objective");
  }

  private static double weight(String text) {
    try {
      double weight = Double.parseDouble(text);
      if (Double.isFinite(weight)) {
        return weight;
      }
    } catch (NumberFormatException _) {
      // Told below, as is a number that is none.
    }
    throw wrong("'" + shortened(text) + "' is no weight");
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what + REMEDY);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
  }
}
