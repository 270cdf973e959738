/** Wire formats: scan, parse, write, translate. Pure. */
@NullMarked
@CheckReturnValue
package dev.sluice.wire;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
