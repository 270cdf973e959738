/** Embeddings as every client wants them, of providers that make few at a time or in one form. */
@NullMarked
@CheckReturnValue
package dev.sluice.provider.vectors;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
