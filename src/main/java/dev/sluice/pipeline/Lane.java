package dev.sluice.pipeline;

import dev.sluice.config.SluiceConfig;
import dev.sluice.health.HealthBoard;
import dev.sluice.limit.Places;
import dev.sluice.limit.RateCaps;
import dev.sluice.limit.RetryBudget;
import dev.sluice.stats.LaneStats;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;

/**
 * What the exchanges of one event loop share.
 *
 * @param number of the lane, from 0
 * @param vertx for the bus and for waiting
 * @param config the node's settings
 * @param health of the node's targets
 * @param caps of the node's targets
 * @param retries the lane's part of the node's retry budget
 * @param places the lane's part of the node's places
 * @param stats the lane's counters
 * @param watchdog of the lane
 * @param policy what follows a failed attempt
 * @param nanos a monotonic clock
 * @param hedges when second targets are asked
 * @param mirrors copies of requests that are under way
 */
public record Lane(
    int number,
    Vertx vertx,
    SluiceConfig config,
    HealthBoard health,
    RateCaps caps,
    RetryBudget retries,
    Places places,
    LaneStats stats,
    Watchdog watchdog,
    FailoverPolicy policy,
    LongSupplier nanos,
    Hedges hedges,
    Mirrors mirrors) {}
