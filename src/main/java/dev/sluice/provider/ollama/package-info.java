/** Ollama by its own API. */
@NullMarked
@CheckReturnValue
package dev.sluice.provider.ollama;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
