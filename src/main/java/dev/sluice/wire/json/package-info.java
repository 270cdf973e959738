/** JSON read as bytes, without trees. */
@NullMarked
@CheckReturnValue
package dev.sluice.wire.json;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
