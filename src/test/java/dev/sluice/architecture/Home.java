package dev.sluice.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The packages below {@code dev.sluice} and what each may import.
 *
 * <p>A constant can name only those before it, so no import table written here can hold a cycle.
 */
enum Home {
  MODEL(0),

  CONFIG(1, MODEL),
  TELEMETRY(1, MODEL),
  WIRE(1, MODEL),
  BUS(1, MODEL),
  ROUTING(1, MODEL, CONFIG, BUS),

  FLEET(2, MODEL, CONFIG, TELEMETRY, BUS),
  STATS(2, MODEL, CONFIG, TELEMETRY, BUS, FLEET),
  STORE(2, MODEL, CONFIG),
  PROVIDER(2, MODEL, CONFIG, TELEMETRY, WIRE, BUS),

  HEALTH(3, MODEL, CONFIG, TELEMETRY, BUS, FLEET, STATS),
  IDENTITY(3, MODEL, CONFIG, STORE),
  LIMIT(3, MODEL, CONFIG, TELEMETRY, BUS, FLEET, STATS),
  BUDGET(3, MODEL, CONFIG, TELEMETRY, BUS, FLEET, STORE),
  CACHE(3, MODEL, CONFIG, TELEMETRY, WIRE, BUS),
  GUARD(3, MODEL, CONFIG, TELEMETRY, WIRE, BUS),
  LEDGER(3, MODEL, CONFIG, TELEMETRY, BUS, STORE),

  PIPELINE(4),

  INGRESS(5),
  ADMIN(
      5, MODEL, CONFIG, TELEMETRY, BUS, ROUTING, FLEET, STATS, STORE, HEALTH, IDENTITY, BUDGET,
      LEDGER),

  APP(6),
  SIMULATION(6, MODEL, CONFIG, TELEMETRY, BUS, ROUTING, STATS),

  CLI(7, MODEL, CONFIG, APP, SIMULATION);

  private static final String ROOT = "dev.sluice.";

  private final int level;

  @SuppressWarnings("ImmutableEnumChecker") // Both makes of it are.
  private final Predicate<Home> imports;

  /** May import all that is below its level. */
  Home(int level) {
    this.level = level;
    this.imports = other -> other.level < level;
  }

  /** May import what is named. */
  Home(int level, Home... imports) {
    this.level = level;
    this.imports = List.of(imports)::contains;
  }

  /** Whether a class that lives here may use one that lives there. */
  boolean mayImport(Home other) {
    return other == this || imports.test(other);
  }

  /** Whether the class lives here. */
  boolean holds(JavaClass type) {
    return of(type).filter(this::equals).isPresent();
  }

  /** Where a class lives; empty when it is not ours, or nowhere in the table. */
  static Optional<Home> of(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    if (!name.startsWith(ROOT)) {
      return Optional.empty();
    }
    String top = name.substring(ROOT.length()).split("\\.", 2)[0];
    return Arrays.stream(values())
        .filter(home -> home.name().toLowerCase(Locale.ROOT).equals(top))
        .findFirst();
  }
}
