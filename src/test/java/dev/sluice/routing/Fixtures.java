package dev.sluice.routing;

import dev.sluice.model.Exclusion;
import dev.sluice.model.Model;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.Targets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Targets, models and an availability for tests. */
final class Fixtures {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Fixtures() {}

  static Target target(String provider, int weight, int priority) {
    return target(provider, "m", weight, priority, true);
  }

  static Target disabled(String provider) {
    return target(provider, "m", 1, 1, false);
  }

  static Target discovering(String provider) {
    return target(provider, null, 1, 1, true);
  }

  static Model model(String name, Strategy strategy, Target... targets) {
    return new Model(name, strategy, List.of(targets));
  }

  static Model model(String name) {
    return model(name, Strategy.ROUND_ROBIN, target("of-" + name, 1, 1));
  }

  private static Target target(
      String provider, @Nullable String upstream, int weight, int priority, boolean enabled) {
    return Targets.of(provider, upstream)
        .weight(weight)
        .priority(priority)
        .enabled(enabled)
        .timeouts(SECOND)
        .make();
  }

  /** Says of each provider what the test told it to say. */
  static final class Weather implements Availability {
    private final Map<String, Exclusion> excluded = new HashMap<>();
    private final Map<String, Double> warmth = new HashMap<>();

    void down(String provider, Exclusion why) {
      excluded.put(provider, why);
    }

    void up(String provider, double share) {
      excluded.remove(provider);
      warmth.put(provider, share);
    }

    @Override
    public @Nullable Exclusion exclusion(Target target) {
      return excluded.get(target.provider());
    }

    @Override
    public double warmth(Target target) {
      return warmth.getOrDefault(target.provider(), 1.0);
    }
  }
}
