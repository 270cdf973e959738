package dev.sluice.provider.translation;

import dev.sluice.config.MediaConfig;

/**
 * How what stands behind addresses is fetched, and where that is counted.
 *
 * @param config bounds and rules
 * @param meters shared by all lanes
 */
public record Fetching(MediaConfig config, MediaMeters meters) {}
