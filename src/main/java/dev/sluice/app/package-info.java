/** Builds everything by constructor, deploys, drains and stops. */
@NullMarked
@CheckReturnValue
package dev.sluice.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
