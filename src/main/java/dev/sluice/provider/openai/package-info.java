/** Providers of OpenAI's API, by chat completions, by responses, or by both. */
@NullMarked
@CheckReturnValue
package dev.sluice.provider.openai;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
