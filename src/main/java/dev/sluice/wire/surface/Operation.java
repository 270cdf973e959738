package dev.sluice.wire.surface;

import dev.sluice.model.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * What a path asks for by POST.
 *
 * @param surface whose path it is, in whose dialect it is answered
 * @param endpoint the operation
 * @param model name of the model where the path names it, decoded; null where the body does
 * @param stream whether the path asks for a stream; where the body says so, false
 * @param counting whether nothing but the tokens of the prompt is asked for
 */
public record Operation(
    Surface surface, Endpoint endpoint, @Nullable String model, boolean stream, boolean counting) {
  /** One whose path says no more. */
  static Operation of(Surface surface, Endpoint endpoint) {
    return new Operation(surface, endpoint, null, false, false);
  }

  /** The question of how many tokens a prompt has. */
  static Operation count(Surface surface) {
    return new Operation(surface, Endpoint.CHAT, null, false, true);
  }
}
