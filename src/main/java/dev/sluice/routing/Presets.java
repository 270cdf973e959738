package dev.sluice.routing;

import dev.sluice.model.Preference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Preferences by name, and how they are read from text. */
public final class Presets {
  private static final List<String> OBJECTIVES =
      List.of("cost", "latency", "throughput", "success", "quality", "energy");
  private static final Map<String, Preference> NAMED = named();

  private Presets() {}

  /**
   * The preference of a preset's name or of weights such as {@code cost=0.6,latency=0.4}.
   *
   * @throws IllegalArgumentException when the text is neither; its message says what is allowed
   */
  public static Preference parse(String text) {
    Preference preset = NAMED.get(text.strip());
    if (preset != null) {
      return preset;
    }
    double[] weights = new double[OBJECTIVES.size()];
    for (String part : text.split(",", -1)) {
      String[] sides = part.split("=", -1);
      int objective = sides.length == 2 ? OBJECTIVES.indexOf(sides[0].strip()) : -1;
      if (objective < 0) {
        throw unknown();
      }
      weights[objective] = weight(sides[1].strip());
    }
    return new Preference(weights[0], weights[1], weights[2], weights[3], weights[4], weights[5]);
  }

  private static double weight(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a weight is a number from 0 to 1000000", e);
    }
  }

  private static IllegalArgumentException unknown() {
    return new IllegalArgumentException(
        "give one of "
            + String.join(", ", NAMED.keySet())
            + ", or weights of "
            + String.join(", ", OBJECTIVES)
            + " such as cost=0.6,latency=0.4");
  }

  private static Map<String, Preference> named() {
    Map<String, Preference> named = new LinkedHashMap<>();
    named.put("balanced", Preference.BALANCED);
    named.put("cheap", new Preference(6, 1, 1, 1, 1, 0));
    named.put("fast", new Preference(1, 4, 3, 1, 1, 0));
    named.put("reliable", new Preference(1, 1, 1, 6, 1, 0));
    named.put("quality", new Preference(1, 1, 1, 1, 6, 0));
    named.put("green", new Preference(1, 1, 1, 1, 1, 6));
    return named;
  }
}
