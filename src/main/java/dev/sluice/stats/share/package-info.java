/**
 * How the members of a fleet share what they measured: the messages, the rows of the others, and
 * their sums. Knows no lanes.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.stats.share;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
