package dev.sluice.wire.anthropic;

import org.jspecify.annotations.Nullable;

/**
 * What a client is shown in place of a provider's own words.
 *
 * @param publicModel name of the model, null for the provider's
 * @param fallbackId id of an answer to which the provider gave none of this dialect
 * @param inputEstimate estimate of the prompt's tokens, told until the provider tells them
 * @param requestId id of the exchange, told with an error
 */
public record MessagesShown(
    @Nullable String publicModel, String fallbackId, long inputEstimate, String requestId) {
  /** What the ids of this dialect's answers begin with. */
  static final String PREFIX = "msg_";

  String id(String told) {
    return told.startsWith(PREFIX) ? told : fallbackId;
  }

  String model(String told) {
    return publicModel == null ? told : publicModel;
  }
}
