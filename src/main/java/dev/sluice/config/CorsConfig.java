package dev.sluice.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which browsers may call.
 *
 * @param origins allowed origins, {@code *} for all; empty: no CORS headers at all
 */
public record CorsConfig(List<String> origins) {
  private static final Pattern ORIGIN = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s?#@]+");

  public CorsConfig {
    origins = List.copyOf(origins);
    new Rules()
        .require(
            origins.stream().allMatch(CorsConfig::isOrigin),
            "origins",
            "must each be * or like https://app.example.com, without a path")
        .enforce();
  }

  /** No browser may call. */
  public static CorsConfig defaults() {
    return new CorsConfig(List.of());
  }

  private static boolean isOrigin(String text) {
    return text.equals("*") || ORIGIN.matcher(text).matches();
  }
}
