/**
 * Figures of a run: statistics, table, JSON, HTML and comparison. Pure but for reading the host's
 * name plate.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.bench.report;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
