/**
 * A provider that answers at a known pace and fails when it is told to, far faster than any
 * gateway.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.bench.mock;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
