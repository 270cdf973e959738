/** Embeddings: requests cut into batches, answers put together, numbers as text and as base64. */
@NullMarked
@CheckReturnValue
package dev.sluice.wire.openai.vectors;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
