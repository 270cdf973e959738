/**
 * The APIs that the house serves: what a request of each says, and how it is answered. One class a
 * dialect; everything else in the house is the same for all of them.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.wire.surface;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
