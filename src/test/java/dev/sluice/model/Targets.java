package dev.sluice.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A target for tests in the making: the usual in all that a test does not say. */
public final class Targets {
  private TargetId id;
  private final String provider;
  private final @Nullable String upstream;
  private Dialect dialect = Dialect.OPENAI_CHAT;
  private int weight = 1;
  private int priority = 1;
  private boolean enabled = true;
  private double maxRps;
  private @Nullable Price price;
  private Timeouts timeouts = Timeouts.defaults();
  private boolean expensive;
  private int maxConnections;
  private Traits traits = Traits.NONE;
  private Caps caps = Caps.NONE;

  private Targets(String provider, @Nullable String upstream) {
    this.id = TargetId.of(provider, upstream == null ? "*" : upstream);
    this.provider = provider;
    this.upstream = upstream;
  }

  /** One of a provider; the upstream name is null where it passes the client's name on. */
  public static Targets of(String provider, @Nullable String upstream) {
    return new Targets(provider, upstream);
  }

  public Targets id(TargetId next) {
    id = next;
    return this;
  }

  public Targets dialect(Dialect next) {
    dialect = next;
    return this;
  }

  public Targets weight(int next) {
    weight = next;
    return this;
  }

  public Targets priority(int next) {
    priority = next;
    return this;
  }

  public Targets enabled(boolean next) {
    enabled = next;
    return this;
  }

  public Targets maxRps(double next) {
    maxRps = next;
    return this;
  }

  public Targets price(@Nullable Price next) {
    price = next;
    return this;
  }

  public Targets timeouts(Timeouts next) {
    timeouts = next;
    return this;
  }

  /** Gives all of its bounds the same time. */
  public Targets timeouts(Duration each) {
    return timeouts(new Timeouts(each, each, each, each));
  }

  public Targets expensive(boolean next) {
    expensive = next;
    return this;
  }

  public Targets maxConnections(int next) {
    maxConnections = next;
    return this;
  }

  public Targets traits(Traits next) {
    traits = next;
    return this;
  }

  public Targets caps(Caps next) {
    caps = next;
    return this;
  }

  public Target make() {
    return new Target(
        id,
        provider,
        dialect,
        upstream,
        weight,
        priority,
        enabled,
        maxRps,
        price,
        timeouts,
        expensive,
        maxConnections,
        traits,
        caps,
        null);
  }
}
