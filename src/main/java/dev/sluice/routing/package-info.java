/** Chooses which targets to try, in which order, and says why. */
@NullMarked
@CheckReturnValue
package dev.sluice.routing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
