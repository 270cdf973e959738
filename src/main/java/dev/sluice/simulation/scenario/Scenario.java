package dev.sluice.simulation.scenario;

import dev.sluice.config.Rules;
import dev.sluice.model.Preference;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * A world to route in.
 *
 * @param name for reports
 * @param traffic the requests
 * @param targets of the one model, 1 to 64
 * @param events in any order; they name places in {@code targets}
 * @param preference between objectives
 * @param exploration share of requests that try a target which is not the choice, 0 to 0.2
 */
public record Scenario(
    String name,
    Traffic traffic,
    List<ScenarioTarget> targets,
    List<Event> events,
    Preference preference,
    double exploration) {
  private static final int MOST_TARGETS = 64;

  public Scenario {
    targets = List.copyOf(targets);
    events = List.copyOf(events);
    int known = targets.size();
    HashSet<String> names = new HashSet<>();
    targets.forEach(target -> names.add(target.name()));
    new Rules()
        .within("targets", known, 1, MOST_TARGETS)
        .require(names.size() == known, "targets", "must have different names")
        .require(
            events.stream().allMatch(event -> within(event, known)), "events", "name no target")
        .require(exploration >= 0 && exploration <= 0.2, "exploration", "must be 0 to 0.2")
        .enforce();
  }

  /** The same world under another preference. */
  public Scenario with(Preference next) {
    return new Scenario(name, traffic, targets, events, next, exploration);
  }

  /** The same world with other requests. */
  public Scenario with(Traffic next) {
    return new Scenario(name, next, targets, events, preference, exploration);
  }

  /** The same world with so many nodes. */
  public Scenario withNodes(int nodes) {
    return with(
        new Traffic(
            nodes,
            traffic.rate(),
            traffic.duration(),
            traffic.warmUp(),
            traffic.prompt(),
            traffic.output()));
  }

  /** The same world with so many requests a second. */
  public Scenario withRate(double rate) {
    return with(
        new Traffic(
            traffic.nodes(),
            rate,
            traffic.duration(),
            traffic.warmUp(),
            traffic.prompt(),
            traffic.output()));
  }

  /**
   * The same world for so long, of which the warm-up is at most a quarter. Events that would come
   * later are left out.
   */
  public Scenario lasting(Duration duration) {
    Duration quarter = duration.dividedBy(4);
    List<Event> left =
        events.stream().filter(event -> event.at() * 1000 < duration.toMillis()).toList();
    return new Scenario(
        name,
        new Traffic(
            traffic.nodes(),
            traffic.rate(),
            duration,
            traffic.warmUp().compareTo(quarter) > 0 ? quarter : traffic.warmUp(),
            traffic.prompt(),
            traffic.output()),
        targets,
        left,
        preference,
        exploration);
  }

  private static boolean within(Event event, int targets) {
    return switch (event) {
      case Event.Outage e -> within(e.target(), targets);
      case Event.Recovery e -> within(e.target(), targets);
      case Event.PriceChange e -> within(e.target(), targets);
      case Event.LatencyChange e -> within(e.target(), targets);
      case Event.Swap e -> within(e.one(), targets) && within(e.other(), targets);
    };
  }

  private static boolean within(int place, int targets) {
    return place >= 0 && place < targets;
  }
}
