/** Server-sent events read and written as bytes. */
@NullMarked
@CheckReturnValue
package dev.sluice.wire.sse;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
