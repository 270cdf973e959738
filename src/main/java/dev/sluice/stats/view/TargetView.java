package dev.sluice.stats.view;

import dev.sluice.model.TargetId;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a target.
 *
 * @param id of the target
 * @param provider name of its provider
 * @param upstream the provider's name of the model, null when the client's name is passed on
 * @param measured figures
 */
public record TargetView(
    TargetId id, String provider, @Nullable String upstream, Measured measured) {}
