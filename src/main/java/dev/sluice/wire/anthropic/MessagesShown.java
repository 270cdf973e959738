package dev.sluice.wire.anthropic;

import org.jspecify.annotations.Nullable;

/**
 * What a client is shown in place of a provider's own words.
 *
 * @param publicModel name of the model, null for the provider's
 * @param fallbackId id of an answer to which the provider gave none
 * @param inputEstimate estimate of the prompt's tokens, told until the provider tells them
 * @param requestId id of the exchange, told with an error
 */
public record MessagesShown(
    @Nullable String publicModel, String fallbackId, long inputEstimate, String requestId) {
  String id(String told) {
    return told.isEmpty() ? fallbackId : told;
  }

  String model(String told) {
    return publicModel == null ? told : publicModel;
  }
}
