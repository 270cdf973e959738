/** How the targets of one tier are ordered. Pure: knows targets by their place in the tier. */
@NullMarked
@CheckReturnValue
package dev.sluice.routing.selector;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
