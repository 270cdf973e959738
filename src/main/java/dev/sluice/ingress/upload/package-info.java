/**
 * Keeps uploads that are too large for memory, while they come, until nobody can need them again.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.ingress.upload;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
