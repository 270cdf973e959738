package dev.sluice.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much each objective weighs in the choice between targets. Weights are shares of their sum.
 *
 * @param cost of a low price
 * @param latency of an early first token
 * @param throughput of many tokens a second
 * @param success of few failures
 * @param quality of good answers
 * @param energy of little energy
 */
public record Preference(
    double cost, double latency, double throughput, double success, double quality, double energy) {
  /** Everything but energy counts alike. */
  public static final Preference BALANCED = new Preference(1, 1, 1, 1, 1, 0);

  /** A low price before all, then few failures. */
  public static final Preference CHEAP = new Preference(6, 1, 1, 2, 1, 0);

  /** An early first token before all, then many tokens a second. */
  public static final Preference FAST = new Preference(1, 5, 3, 2, 1, 0);

  /** Few failures before all. */
  public static final Preference RELIABLE = new Preference(1, 1, 1, 6, 1, 0);

  /** Good answers before all, then few failures. */
  public static final Preference QUALITY = new Preference(1, 1, 1, 2, 6, 0);

  /** Little energy before all, then few failures. */
  public static final Preference GREEN = new Preference(1, 1, 1, 2, 1, 6);

  private static final List<Preset> PRESETS =
      List.of(
          new Preset("balanced", BALANCED),
          new Preset("cheap", CHEAP),
          new Preset("fast", FAST),
          new Preset("reliable", RELIABLE),
          new Preset("quality", QUALITY),
          new Preset("green", GREEN));

  private record Preset(String name, Preference preference) {}

  public Preference {
    double sum = 0;
    for (double weight : new double[] {cost, latency, throughput, success, quality, energy}) {
      if (!(weight >= 0 && weight <= 1e6)) {
        throw new IllegalArgumentException("a weight lies between 0 and 1000000");
      }
      sum += weight;
    }
    if (sum == 0) {
      throw new IllegalArgumentException("at least one weight is above 0");
    }
  }

  /** The preference of that name, null when there is none. */
  public static @Nullable Preference preset(String name) {
    for (Preset preset : PRESETS) {
      if (preset.name.equals(name)) {
        return preset.preference;
      }
    }
    return null;
  }

  /** Names of the presets, the usual one first. */
  public static List<String> presets() {
    return PRESETS.stream().map(Preset::name).toList();
  }

  /** Name of the preset that this is, null when it is none. */
  public @Nullable String presetName() {
    for (Preset preset : PRESETS) {
      if (preset.preference.equals(this)) {
        return preset.name;
      }
    }
    return null;
  }
}
