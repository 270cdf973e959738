/** Logs of decisions under another policy. */
@NullMarked
@CheckReturnValue
package dev.sluice.simulation.replay;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
