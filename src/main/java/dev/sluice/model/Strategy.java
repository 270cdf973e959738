package dev.sluice.model;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a model's selector orders eligible targets of the same priority. */
public enum Strategy {
  /** Each target in turn. */
  ROUND_ROBIN("round_robin"),
  /** In turn by weight, evenly interleaved. */
  WEIGHTED("weighted"),
  /** By chance, by weight. */
  RANDOM("random"),
  /** The least attempts under way, relative to the weight. */
  LEAST_CONNECTIONS("least_connections"),
  /** The quicker and more reliable of two drawn by chance. */
  PERFORMANCE("performance"),
  /** The least expected price of the request. */
  COST("cost"),
  /** By preference among the targets that no other one beats in everything. */
  PARETO("pareto");

  private final String id;

  Strategy(String id) {
    this.id = id;
  }

  /** The strategy of that name, null when there is none. */
  public static @Nullable Strategy named(String id) {
    for (Strategy strategy : values()) {
      if (strategy.id.equals(id)) {
        return strategy;
      }
    }
    return null;
  }

  /** Names of all strategies, with commas between them. */
  public static String names() {
    return Arrays.stream(values()).map(Strategy::id).collect(Collectors.joining(", "));
  }

  /** Name of the strategy in configuration, API and metrics. */
  public String id() {
    return id;
  }

  /** Whether it looks at what was measured of the targets. */
  public boolean measures() {
    return switch (this) {
      case ROUND_ROBIN, WEIGHTED, RANDOM -> false;
      case LEAST_CONNECTIONS, PERFORMANCE, COST, PARETO -> true;
    };
  }
}
