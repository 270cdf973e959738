/** What each target did: counters confined to a lane, merged when read. */
@NullMarked
@CheckReturnValue
package dev.sluice.stats;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
