package dev.sluice.model;

/**
 * Where copies of requests go, whose answers nobody gets.
 *
 * @param model name of the model that serves the copies
 * @param share of the requests, above 0 to 1
 */
public record Mirror(String model, double share) {
  public Mirror {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share lies above 0, up to 1");
    }
  }
}
