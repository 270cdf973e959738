package dev.sluice.simulation.scenario;

import dev.sluice.model.Preference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Preferences as they are written. */
public final class Preferences {
  private static final List<String> OBJECTIVES =
      Arrays.stream(Objective.values()).map(Objective::id).toList();
  private static final String RULE =
      "must be one of balanced, cheap, fast, reliable, quality, green, or weights of "
          + String.join(", ", OBJECTIVES)
          + " such as cost=0.6,latency=0.4";
  private static final Map<String, Preference> PRESETS = presets();

  private Preferences() {}

  /**
   * The preference that a preset's name or weights such as {@code cost=0.6,latency=0.4} stand for.
   *
   * @throws IllegalArgumentException when they stand for none; its message says what is allowed
   */
  public static Preference parse(String text) {
    Preference preset = PRESETS.get(text.strip());
    return preset == null ? weights(text) : preset;
  }

  private static Preference weights(String text) {
    double[] weights = new double[OBJECTIVES.size()];
    List<String> seen = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] sides = part.split("=", -1);
      String objective = sides[0].strip();
      int place = sides.length == 2 ? OBJECTIVES.indexOf(objective) : -1;
      if (place < 0 || seen.contains(objective)) {
        throw new IllegalArgumentException(RULE);
      }
      seen.add(objective);
      weights[place] = number(sides[1].strip());
    }
    return new Preference(weights[0], weights[1], weights[2], weights[3], weights[4], weights[5]);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(RULE, e);
    }
  }

  private static Map<String, Preference> presets() {
    Map<String, Preference> presets = new LinkedHashMap<>();
    presets.put("balanced", Preference.BALANCED);
    presets.put("cheap", new Preference(6, 1, 1, 1, 1, 0));
    presets.put("fast", new Preference(1, 4, 3, 1, 1, 0));
    presets.put("reliable", new Preference(1, 1, 1, 6, 1, 0));
    presets.put("quality", new Preference(1, 1, 1, 1, 6, 0));
    presets.put("green", new Preference(1, 1, 1, 1, 1, 6));
    return presets;
  }
}
