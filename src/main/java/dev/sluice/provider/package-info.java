/** Performs one attempt at one provider. */
@NullMarked
@CheckReturnValue
package dev.sluice.provider;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
