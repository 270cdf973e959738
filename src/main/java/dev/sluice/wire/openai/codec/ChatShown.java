package dev.sluice.wire.openai.codec;

import org.jspecify.annotations.Nullable;

/**
 * What a client is shown in place of a provider's own words.
 *
 * @param publicModel name of the model, null for the provider's
 * @param fallbackId id of an answer to which the provider gave none
 * @param now seconds since 1970, told when the provider does not tell its time
 */
public record ChatShown(@Nullable String publicModel, String fallbackId, long now) {
  String id(String told) {
    return told.isEmpty() ? fallbackId : told;
  }

  String model(String told) {
    return publicModel == null ? told : publicModel;
  }

  long created(long told) {
    return told == 0 ? now : told;
  }
}
