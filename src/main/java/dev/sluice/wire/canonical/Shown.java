package dev.sluice.wire.canonical;

import org.jspecify.annotations.Nullable;

/**
 * How an answer is shown to the client whose request it answers.
 *
 * @param model the client's name of the model
 * @param renamed whether the provider knows the model by another name, which the client must not
 *     see
 * @param stream whether the client asked for a stream
 * @param requestId id of the exchange
 * @param now seconds since 1970
 * @param inputEstimate estimate of the prompt's tokens, for dialects that tell them before the
 *     provider does
 */
public record Shown(
    String model, boolean renamed, boolean stream, String requestId, long now, long inputEstimate) {
  /** The name to be told in place of the provider's, null when the provider's may be told. */
  public @Nullable String publicModel() {
    return renamed ? model : null;
  }
}
