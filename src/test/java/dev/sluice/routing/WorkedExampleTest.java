package dev.sluice.routing;

import static dev.sluice.routing.Scene.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Capabilities;
import dev.sluice.model.Constraints;
import dev.sluice.model.Demand;
import dev.sluice.model.Explanation;
import dev.sluice.model.Plan;
import dev.sluice.model.Preference;
import dev.sluice.model.Price;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.Traits;
import dev.sluice.model.Wishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worked example of docs/routing.md, computed anew. */
final class WorkedExampleTest {
  private static final Demand DEMAND = new Demand(1_000, 0, Set.of(), 0);
  private static final long DOLLAR = 1_000_000_000L;

  private final Scene scene =
      Scene.of(
              Strategy.PARETO,
              Constraints.NONE,
              offer("swift", 3, 12, 0.7),
              offer("sound", 1, 4, 0.75),
              offer("thrifty", 0.3, 1.2, 0.6),
              offer("murky", 4, 16, 0.55))
          .knows("swift", 10_000, 0.998, 0.25, 120)
          .knows("sound", 10_000, 0.997, 0.5, 90)
          .knows("thrifty", 10_000, 0.995, 1.2, 45)
          .knows("murky", 10_000, 0.96, 1.4, 40);

  private static Target offer(String provider, double input, double output, double quality) {
    Price price = new Price((long) (input * DOLLAR), 0, (long) (output * DOLLAR));
    return target(provider, price, new Traits(null, quality, 0, Capabilities.UNKNOWN));
  }

  @Test
  void theTableOfObjectivesIsWhatTheSelectorSees() throws IOException {
    List<String> document = Files.readAllLines(Path.of("docs/routing.md"));
    explained(null).options().stream()
        .sorted(Comparator.comparing(option -> option.target().value()))
        .forEach(option -> assertThat(document).contains(row(option)));
  }

  private static String row(Explanation.Option option) {
    return String.format(
        Locale.ROOT,
        "| %s | %.5f | %.2f | %.0f | %.4f | %.2f | %s | %.3f |",
        option.target().value().replace("/m", ""),
        value(option, "cost") / DOLLAR,
        value(option, "latency"),
        value(option, "throughput"),
        value(option, "success"),
        value(option, "quality"),
        Boolean.TRUE.equals(option.front()) ? "yes" : "no",
        option.score());
  }

  private static double value(Explanation.Option option, String objective) {
    Explanation.Value value = option.values().get(objective);
    return value == null ? Double.NaN : value.value();
  }

  @ParameterizedTest
  @ValueSource(strings = {"balanced", "cheap", "fast", "reliable", "quality"})
  void eachPresetChoosesWhatTheTableSays(String preset) throws IOException {
    List<String> document = Files.readAllLines(Path.of("docs/routing.md"));
    Explanation explanation = explained(Preference.preset(preset));
    StringBuilder row = new StringBuilder("| `" + preset + "` |");
    explanation.options().stream()
        .sorted(Comparator.comparingDouble(Explanation.Option::score))
        .forEach(option ->
            row.append(' ')
                .append(option.target().value().replace("/m", ""))
                .append(String.format(Locale.ROOT, " %.3f", option.score()))
                .append(" |"));
    assertThat(document).contains(row.toString());
  }

  private Explanation explained(@Nullable Preference preference) {
    Plan plan = scene.plan("m", DEMAND, new Wishes(null, preference, null, null, null, true));
    Explanation explanation = plan.explanation();
    if (explanation == null) {
      throw new AssertionError("not explained");
    }
    return explanation;
  }
}
