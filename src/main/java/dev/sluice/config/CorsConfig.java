package dev.sluice.config;

import java.util.List;

/**
 * Which browsers may call.
 *
 * @param origins allowed origins, {@code *} for all; empty: no CORS headers at all
 */
public record CorsConfig(List<String> origins) {
  public CorsConfig {
    origins = List.copyOf(origins);
  }
}
