package dev.sluice.config.load;

/**
 * A mistake in the configuration and its place.
 *
 * @param file the file as it was named, or {@code environment}
 * @param line from 1; 0 when there is none
 * @param path dotted keys with indices, or the name of a variable; empty for the whole file
 * @param message what is wrong and what it must be; never carries a credential
 */
public record Problem(String file, int line, String path, String message) {
  /** For example {@code conf/sluice.yaml:31 models.fast.targets[1].weight: must be 1 to 1000}. */
  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line : file;
    return (path.isEmpty() ? place : place + " " + path) + ": " + message;
  }
}
