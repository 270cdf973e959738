/**
 * What became of routed requests: the last ones of the node, and a file for those who want to look
 * at them later.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.stats.decisions;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
