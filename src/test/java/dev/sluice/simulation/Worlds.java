package dev.sluice.simulation;

import dev.sluice.model.Preference;
import dev.sluice.model.Price;
import dev.sluice.simulation.scenario.Draw;
import dev.sluice.simulation.scenario.Event;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.scenario.ScenarioTarget;
import dev.sluice.simulation.scenario.Scenarios;
import dev.sluice.simulation.scenario.Traffic;
import dev.sluice.simulation.scenario.Truth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Scenarios that take little time. */
public final class Worlds {
  private Worlds() {}

  /** Four targets that stay as they are, for three virtual minutes. */
  public static Scenario stationary() {
    return Scenarios.find("stationary").withRate(300).lasting(Duration.ofMinutes(3));
  }

  /** The same for twenty virtual seconds. */
  public static Scenario brief() {
    return stationary().lasting(Duration.ofSeconds(20));
  }

  /** Two to six targets of any price, speed, success and quality, which stay as they are. */
  static Scenario stationary(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ScenarioTarget> targets = new ArrayList<>();
    for (int k = random.nextInt(2, 7); k > 0; k--) {
      targets.add(new ScenarioTarget("t" + k, 1, 1, anyTruth(random)));
    }
    Scenario usual = stationary();
    return new Scenario(
        "any", usual.traffic(), targets, List.of(), usual.preference(), usual.exploration());
  }

  private static Truth anyTruth(SplittableRandom random) {
    long input = Math.round(1e9 * Math.exp(random.nextDouble(-1.2, 1.6)));
    return new Truth(
        new Draw(Math.exp(random.nextDouble(-1.6, 0.7)), 0.4),
        new Draw(random.nextDouble(30, 150), 0.2),
        1 - Math.exp(random.nextDouble(-7, -2.8)),
        new Price(input, input / 2, 4 * input),
        0.2,
        random.nextDouble(0.5, 0.95),
        0,
        Truth.Load.NONE);
  }

  /** Three targets that are alike; the second is out from 40 s to 60 s. */
  static Scenario outage() {
    return outage(3);
  }

  /** So many targets that are alike, at least two; the second is out from 40 s to 60 s. */
  static Scenario outage(int count) {
    Draw tokens = new Draw(100, 0.5);
    Truth alike = truth(1, 1);
    List<ScenarioTarget> targets = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      targets.add(new ScenarioTarget("t" + k, 1, 1, alike));
    }
    return new Scenario(
        "outage",
        new Traffic(5, 600, Duration.ofSeconds(130), Duration.ofSeconds(20), tokens, tokens),
        targets,
        List.of(new Event.Outage(40, 1, 0.05), new Event.Recovery(60, 1)),
        Preference.BALANCED,
        0.02);
  }

  /** Any targets, to which anything happens. */
  static Scenario any(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = random.nextInt(1, 6);
    List<ScenarioTarget> targets = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      Truth truth = truth(random.nextDouble(), random.nextDouble(0.5, 3));
      targets.add(new ScenarioTarget("t" + k, random.nextInt(1, 5), random.nextInt(1, 3), truth));
    }
    List<Event> events = new ArrayList<>();
    for (int k = random.nextInt(6); k > 0; k--) {
      events.add(event(random, count));
    }
    Draw tokens = new Draw(80, 1);
    Duration length = Duration.ofSeconds(random.nextInt(10, 60));
    Traffic traffic = new Traffic(random.nextInt(1, 9), 50, length, Duration.ZERO, tokens, tokens);
    return new Scenario("any", traffic, targets, events, Preference.BALANCED, 0.02);
  }

  private static Event event(SplittableRandom random, int targets) {
    double at = random.nextDouble(80);
    int target = random.nextInt(targets);
    return switch (random.nextInt(5)) {
      case 0 -> new Event.Outage(at, target, random.nextDouble(3));
      case 1 -> new Event.Recovery(at, target);
      case 2 -> new Event.PriceChange(at, target, new Price(1, 1, random.nextLong(1_000_000)));
      case 3 -> new Event.LatencyChange(at, target, random.nextDouble(0.1, 10));
      default -> new Event.Swap(at, target, random.nextInt(targets));
    };
  }

  private static Truth truth(double success, double factor) {
    long million = 1_000_000_000L;
    Price price = new Price(million, million / 2, 4 * million);
    Draw first = new Draw(0.3 * factor, 0.4, new Draw.Tail(0.02, 3, 0.5));
    Truth.Load load = new Truth.Load(factor > 2 ? 20 : 0, factor < 1 ? 100 : 0);
    return new Truth(first, new Draw(90 / factor, 0.2), success, price, 0.3, 0.7, 0, load);
  }
}
