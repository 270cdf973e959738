/** What came of a simulation: figures of each strategy, and how they are computed. */
@NullMarked
@CheckReturnValue
package dev.sluice.simulation.result;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
