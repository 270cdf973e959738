/** OpenAI's chat dialect to and from the canonical form. */
@NullMarked
@CheckReturnValue
package dev.sluice.wire.openai.codec;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
