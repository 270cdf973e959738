/** OpenAI's models at Azure: its paths, its keys and its tokens. */
@NullMarked
@CheckReturnValue
package dev.sluice.provider.azure;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
