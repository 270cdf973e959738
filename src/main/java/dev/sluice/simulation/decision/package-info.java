/** Logs of decisions: one line of JSON for each request that was routed. */
@NullMarked
@CheckReturnValue
package dev.sluice.simulation.decision;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
