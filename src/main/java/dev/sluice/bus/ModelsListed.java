package dev.sluice.bus;

import java.util.Set;

/**
 * A provider said which models it serves.
 *
 * @param provider name of the provider
 * @param models upstream names
 */
public record ModelsListed(String provider, Set<String> models) {
  public ModelsListed {
    models = Set.copyOf(models);
  }
}
