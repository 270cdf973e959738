/** Vectors for texts in the one form between the dialects that ask for them. */
@NullMarked
@CheckReturnValue
package dev.sluice.wire.embedding;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
