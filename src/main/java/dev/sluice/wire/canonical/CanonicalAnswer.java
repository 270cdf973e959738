package dev.sluice.wire.canonical;

import dev.sluice.model.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered.
 *
 * @param id the provider's name of it, empty when it gave none
 * @param model the provider's name of the model
 * @param created seconds since 1970, 0 when the provider does not say
 * @param choices at least one
 * @param usage null when the provider told none
 * @param tier null when the provider told none
 */
public record CanonicalAnswer(
    String id,
    String model,
    long created,
    List<Choice> choices,
    @Nullable Usage usage,
    @Nullable ServiceTier tier) {
  public CanonicalAnswer {
    choices = List.copyOf(choices);
  }
}
