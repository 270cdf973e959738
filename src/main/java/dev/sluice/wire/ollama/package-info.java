/** Ollama's own dialect: written for its servers, and read from them. */
@NullMarked
@CheckReturnValue
package dev.sluice.wire.ollama;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
