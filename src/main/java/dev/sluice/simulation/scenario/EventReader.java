package dev.sluice.simulation.scenario;

import dev.sluice.config.load.Keys;
import dev.sluice.model.Price;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the events of a scenario. */
final class EventReader {
  private static final String KINDS = "outage, recovery, price, latency or swap";
  private static final Duration REFUSED = Duration.ofMillis(50);

  private final List<String> targets;

  /** Reads events of these targets. */
  EventReader(List<String> targets) {
    this.targets = List.copyOf(targets);
  }

  /** The events; those with problems are left out. */
  List<Event> read(List<Keys> list) {
    List<Event> events = new ArrayList<>();
    for (Keys keys : list) {
      Event event = read(keys);
      keys.rejectUnknown();
      if (event != null) {
        events.add(event);
      }
    }
    return events;
  }

  private @Nullable Event read(Keys keys) {
    if (!keys.given("at")) {
      keys.problem("at", "must be given");
    }
    double at = seconds(keys, "at", Duration.ZERO);
    if (keys.given("outage")) {
      double failsAfter = seconds(keys, "fails_after", REFUSED);
      return new Event.Outage(at, target(keys, "outage"), failsAfter);
    } else if (keys.given("recovery")) {
      return new Event.Recovery(at, target(keys, "recovery"));
    } else if (keys.given("price")) {
      Price price = keys.price("to");
      return new Event.PriceChange(at, target(keys, "price"), price);
    } else if (keys.given("latency")) {
      return latency(keys, at);
    } else if (keys.given("swap")) {
      return swap(keys, at);
    }
    keys.problem("", "must have one of " + KINDS);
    return null;
  }

  private Event latency(Keys keys, double at) {
    double factor = keys.number("factor", 0);
    if (!(factor > 0 && factor <= 1000)) {
      keys.problem("factor", "must be above 0, at most 1000");
    }
    return new Event.LatencyChange(at, target(keys, "latency"), factor);
  }

  private Event swap(Keys keys, double at) {
    List<String> names = keys.texts("swap");
    if (names.size() != 2) {
      keys.problem("swap", "must be a list of two targets");
      return new Event.Swap(at, 0, 0);
    }
    return new Event.Swap(
        at, place(keys, "swap", names.getFirst()), place(keys, "swap", names.getLast()));
  }

  private int target(Keys keys, String key) {
    String name = keys.text(key);
    return name == null ? 0 : place(keys, key, name);
  }

  private int place(Keys keys, String key, String name) {
    int place = targets.indexOf(name);
    if (place < 0) {
      keys.problem(key, "no target named \"%s\" among %s".formatted(name, targets));
    }
    return Math.max(0, place);
  }

  private static double seconds(Keys keys, String key, Duration otherwise) {
    return keys.duration(key, otherwise).toMillis() / 1000.0;
  }
}
