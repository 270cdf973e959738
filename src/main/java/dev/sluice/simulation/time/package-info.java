/** Virtual time and what happens in it. */
@NullMarked
@CheckReturnValue
package dev.sluice.simulation.time;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
