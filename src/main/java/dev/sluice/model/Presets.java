package dev.sluice.model;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
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
    Map<Objective, Double> weights = new EnumMap<>(Objective.class);
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw wrong("'" + shortened(text) + "' is no preference");
      }
      Objective objective = objective(part.substring(0, equals).strip());
      if (weights.put(objective, weight(part.substring(equals + 1).strip())) != null) {
        throw wrong(objective.id() + " is weighed twice");
      }
    }
    return preference(weights);
  }

  private static Preference preference(Map<Objective, Double> weights) {
    try {
      return new Preference(
          weights.getOrDefault(Objective.COST, 0.0),
          weights.getOrDefault(Objective.LATENCY, 0.0),
          weights.getOrDefault(Objective.THROUGHPUT, 0.0),
          weights.getOrDefault(Objective.SUCCESS, 0.0),
          weights.getOrDefault(Objective.QUALITY, 0.0),
          weights.getOrDefault(Objective.ENERGY, 0.0));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + REMEDY, e);
    }
  }

  private static Objective objective(String name) {
    for (Objective objective : OBJECTIVES) {
      if (objective.id().equals(name)) {
        return objective;
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
