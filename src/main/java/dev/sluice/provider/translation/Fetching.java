package dev.sluice.provider.translation;

import dev.sluice.config.MediaConfig;
import io.vertx.core.Context;
import java.util.function.Function;

/**
 * How what stands behind addresses is fetched, and where that is counted.
 *
 * @param config bounds and rules
 * @param meters shared by all lanes
 * @param rooms the memory of the lane of a context
 */
public record Fetching(MediaConfig config, MediaMeters meters, Function<Context, Room> rooms) {}
