/** Anthropic's Messages dialect to and from the canonical form. */
@NullMarked
@CheckReturnValue
package dev.sluice.wire.anthropic;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
