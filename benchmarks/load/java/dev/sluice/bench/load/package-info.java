/**
 * The load generator: open and closed loop, latencies from the intended start, every frame
 * accounted for.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.bench.load;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
