/** Any provider that speaks OpenAI's API. */
@NullMarked
@CheckReturnValue
package dev.sluice.provider.openai;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
