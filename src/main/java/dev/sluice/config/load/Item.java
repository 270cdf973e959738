package dev.sluice.config.load;

/**
 * A single value and where it stands.
 *
 * @param text after substitution, not empty
 * @param raw as it stands in the file, fit for a message
 */
record Item(Reading reading, int line, String path, String text, String raw) {
  /** Tells a problem of the value. */
  void problem(String message) {
    reading.problem(line, path, message);
  }
}
