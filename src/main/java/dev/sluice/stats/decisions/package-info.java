/** What became of routed requests: the last ones of the node, and whoever wants to be told. */
@NullMarked
@CheckReturnValue
package dev.sluice.stats.decisions;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
