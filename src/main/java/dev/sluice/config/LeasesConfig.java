package dev.sluice.config;

import java.time.Duration;
import java.util.Locale;

/**
 * How nodes share caps: each takes leases from a store and spends them by itself.
 *
 * @param store where what is left of the caps is kept
 * @param span how much of a cap all leases together may be, as the time in which the cap gives it
 * @param interval time between two looks at a lease
 * @param idle time after which an unused lease is given back but for one token
 * @param timeout longest wait for the store before a node goes on without it
 * @param hold time after which permits return that their node no longer confirms
 * @param redis the server, for {@link Store#REDIS}
 */
public record LeasesConfig(
    Store store,
    Duration span,
    Duration interval,
    Duration idle,
    Duration timeout,
    Duration hold,
    RedisConfig redis) {

  /** Where what is left of the caps is kept. */
  public enum Store {
    /** Hazelcast in a cluster, else each node for itself. */
    AUTO,
    /** Each node for itself. */
    LOCAL,
    /** The cluster's own memory. */
    HAZELCAST,
    /** A Redis server. */
    REDIS;

    /** Name in the configuration. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public LeasesConfig {
    new Rules()
        .within("span", span, Duration.ofMillis(50), Duration.ofMillis(500))
        .within("interval", interval, Duration.ofMillis(5), Duration.ofMillis(200))
        .require(
            interval.multipliedBy(2).compareTo(span) <= 0,
            "interval",
            "must be at most half of span")
        .within("idle", idle, Duration.ofMillis(100), Duration.ofMinutes(1))
        .within("timeout", timeout, Duration.ofMillis(10), Duration.ofSeconds(10))
        .within("hold", hold, Duration.ofSeconds(1), Duration.ofMinutes(1))
        .require(
            store != Store.REDIS || redis.url() != null, "redis", "must have a url for this store")
        .enforce();
  }

  /** Leases of a quarter of a second, kept by Hazelcast in a cluster. */
  public static LeasesConfig defaults() {
    return new LeasesConfig(
        Store.AUTO,
        Duration.ofMillis(250),
        Duration.ofMillis(25),
        Duration.ofSeconds(2),
        Duration.ofMillis(500),
        Duration.ofSeconds(4),
        RedisConfig.defaults());
  }
}
