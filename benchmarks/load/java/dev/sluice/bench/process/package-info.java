/** Processes under measurement: starting, pinning, reading their costs and ending them. */
@NullMarked
@CheckReturnValue
package dev.sluice.bench.process;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
