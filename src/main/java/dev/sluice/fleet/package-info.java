/** The nodes that serve together: who they are, and how they tell each other what happened. */
@NullMarked
@CheckReturnValue
package dev.sluice.fleet;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
