package dev.sluice.wire.canonical;

import dev.sluice.model.Capabilities;

/**
 * The model at a provider that a request goes to.
 *
 * @param model the provider's name of it
 * @param capabilities what is known of it
 */
public record Upstream(String model, Capabilities capabilities) {}
