/**
 * What the shared state of a fleet costs, by its size: computed from the shape of the messages and
 * rows, and simulated message by message. Pure: no I/O, no clock.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.simulation.scale;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
