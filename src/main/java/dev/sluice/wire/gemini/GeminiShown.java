package dev.sluice.wire.gemini;

import org.jspecify.annotations.Nullable;

/**
 * What a client is shown in place of a provider's own words.
 *
 * @param publicModel name of the model, null for the provider's
 * @param fallbackId id of an answer to which the provider gave none
 */
public record GeminiShown(@Nullable String publicModel, String fallbackId) {
  String id(String told) {
    return told.isEmpty() ? fallbackId : told;
  }

  String model(String told) {
    return publicModel == null ? told : publicModel;
  }
}
