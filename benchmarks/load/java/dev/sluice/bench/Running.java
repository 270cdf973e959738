package dev.sluice.bench;

import dev.sluice.bench.process.Child;
import dev.sluice.bench.process.Subject;

/**
 * A subject that was started here.
 *
 * @param subject where it answers
 * @param child its process
 * @param readyMillis time from the start of its process to the first 200 of its ready path
 */
record Running(Subject subject, Child child, double readyMillis) implements AutoCloseable {
  @Override
  public void close() {
    child.close();
  }
}
