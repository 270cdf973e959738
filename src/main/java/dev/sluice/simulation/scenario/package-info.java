/** What is simulated: targets with their true parameters, traffic, and what happens to them. */
@NullMarked
@CheckReturnValue
package dev.sluice.simulation.scenario;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
