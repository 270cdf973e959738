/** A provider inside the process, for trying out, tests and benchmarks. */
@NullMarked
@CheckReturnValue
package dev.sluice.provider.simulator;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
