/** A fleet on one machine, for trying out: nodes as child processes, and a balancer in front. */
@NullMarked
@CheckReturnValue
package dev.sluice.cli.fleet;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
