package dev.sluice.bench;

import dev.sluice.bench.process.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A subject in front of the mock that is compared with others.
 *
 * @param subject the running one
 * @param launch how another like it is started, null when it was started elsewhere
 */
record Contender(Subject subject, @Nullable Launch launch) {}
