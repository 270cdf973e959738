package dev.sluice.simulation.scenario;

import dev.sluice.config.load.Keys;
import dev.sluice.model.Policy;
import dev.sluice.model.Preference;
import dev.sluice.model.Presets;
import dev.sluice.model.Price;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads scenarios. Problems are told as those of a configuration are: all at once, each with file,
 * line and path.
 */
public final class ScenarioReader {
  private static final String YAML = ".yaml";

  private ScenarioReader() {}

  /**
   * The scenario of a file, named as the file.
   *
   * @throws dev.sluice.config.load.ConfigException with every problem
   */
  public static Scenario load(Path file) {
    String name = file.getFileName().toString();
    String bare = name.endsWith(YAML) ? name.substring(0, name.length() - YAML.length()) : name;
    return Keys.load(file, keys -> read(bare, keys));
  }

  /**
   * The scenario of a text.
   *
   * @param file stands for the file in problems
   * @throws dev.sluice.config.load.ConfigException with every problem
   */
  static Scenario parse(String name, String file, String text) {
    return Keys.parse(file, text, keys -> read(name, keys));
  }

  private static @Nullable Scenario read(String name, Keys keys) {
    Preference preference = preference(keys);
    double exploration = keys.number("exploration", Policy.DEFAULT.exploration());
    Map<String, Keys> sections = keys.section("targets").sections();
    List<ScenarioTarget> targets = targets(sections);
    List<Event> events = new EventReader(List.copyOf(sections.keySet())).read(keys.list("events"));
    Traffic traffic = traffic(keys);
    if (sections.isEmpty()) {
      keys.problem("targets", "must name at least one target");
    }
    return keys.build(() ->
        traffic == null || targets.isEmpty() || targets.size() < sections.size()
            ? null
            : new Scenario(name, traffic, targets, events, preference, exploration));
  }

  private static Preference preference(Keys keys) {
    String text = keys.text("prefer");
    if (text == null) {
      return Preference.BALANCED;
    }
    try {
      return Presets.parse(text);
    } catch (IllegalArgumentException e) {
      keys.problem("prefer", String.valueOf(e.getMessage()));
      return Preference.BALANCED;
    }
  }

  private static @Nullable Traffic traffic(Keys keys) {
    int nodes = keys.whole("nodes", 1);
    double rate = keys.number("rate", 1000);
    Duration duration = keys.duration("duration", Duration.ofMinutes(5));
    Duration warmUp = keys.duration("warm_up", Duration.ofMinutes(1));
    Draw prompt = DrawReader.number(keys, "prompt");
    Draw output = DrawReader.number(keys, "output");
    return prompt == null || output == null
        ? null
        : keys.build(() -> new Traffic(nodes, rate, duration, warmUp, prompt, output));
  }

  private static List<ScenarioTarget> targets(Map<String, Keys> sections) {
    List<ScenarioTarget> targets = new ArrayList<>();
    sections.forEach((name, keys) -> {
      ScenarioTarget target = target(name, keys);
      if (target != null) {
        targets.add(target);
      }
    });
    return targets;
  }

  private static @Nullable ScenarioTarget target(String name, Keys keys) {
    int weight = keys.whole("weight", 1);
    int priority = keys.whole("priority", 1);
    Draw firstToken = DrawReader.seconds(keys, "first_token");
    Draw pace = DrawReader.number(keys, "pace");
    Price price = keys.price("price");
    double success = keys.number("success", 1);
    double cached = keys.number("cached", 0);
    double quality = keys.number("quality", 0.5);
    double energy = keys.number("energy", 0);
    double rateLimit = keys.number("rate_limit", 0);
    double capacity = keys.number("capacity", 0);
    return keys.build(() -> {
      Truth.Load load = new Truth.Load(rateLimit, capacity);
      return firstToken == null || pace == null
          ? null
          : new ScenarioTarget(
              name,
              weight,
              priority,
              new Truth(firstToken, pace, success, price, cached, quality, energy, load));
    });
  }
}
